import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redact, redactText } from './rules-redaction';

const SECRET = 'tiger-lily-4711';

it.each([
  ['calls from +91 80 4123 4567 failed', 'calls from +9180… failed'],
  ['number 918041234567 is taken', 'number 91804… is taken'],
  ['asha.rao@example.co.in wrote', '[e-mail] wrote'],
  ['postgresql://twinline:pa55@db.internal:5432/twinline', 'postgresql://[redacted]@db.internal:5432/twinline'],
  ['/home/padma/twinline/.twinline', '/home/…/twinline/.twinline'],
  ['from 203.0.113.9 and 127.0.0.1', 'from [address] and 127.0.0.1'],
  [`Bearer ${SECRET}!`, 'Bearer [secret]!'],
  ['20261122213631_stock_imports', '20261122213631_stock_imports'],
  ['2026-11-22T21:36:31.123Z', '2026-11-22T21:36:31.123Z'],
  ['12 of 20 attempts in 60 s', '12 of 20 attempts in 60 s'],
])('%s', (text, expected) => {
  expect(redactText(text, [SECRET])).toBe(expected);
});

it('leaves no planted number, address or secret in any value, however deep', () => {
  const digits = fc.stringMatching(/^[1-9]\d{9,14}$/);
  const planted = fc.record({
    number: digits,
    user: fc.stringMatching(/^[a-z]{3,9}$/),
    word: fc.lorem({ maxCount: 3 }),
  });
  fc.assert(
    fc.property(planted, ({ number, user, word }) => {
      const value = {
        [`+${number}`]: [word, { why: `${word} ${number}, ${user}@example.com (${SECRET})` }],
        at: new Date(0),
      };
      const text = JSON.stringify(redact(value, [SECRET]));
      expect(text).not.toContain(number);
      expect(text).not.toContain(`${user}@`);
      expect(text).not.toContain(SECRET);
      expect(text).toContain('1970-01-01T00:00:00.000Z');
    }),
    { verbose: 1 },
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deviceOf } from './format-device';
import { createRecoveryCodes, hashRecoveryCode } from './recovery-codes';
import { base32, createTotpSecret, matchingStep, totpCode, totpStep, totpUri } from './totp';

const RFC_SECRET = new TextEncoder().encode('12345678901234567890');

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('makes the codes of RFC 6238, appendix B, at %d s', (seconds, code) => {
  expect(totpCode(RFC_SECRET, totpStep(new Date(seconds * 1_000)))).toBe(code);
});

it.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('writes base 32 as RFC 4648 does: %j', (text, written) => {
  expect(base32(new TextEncoder().encode(text))).toBe(written);
});

it('takes a code one step early or late, no further, and never one that is not newer than the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.integer({ min: -4, max: 4 }), (seconds, away) => {
      const now = new Date(seconds * 1_000 + 300_000);
      const secret = createTotpSecret();
      const step = totpStep(now) + away;
      const code = totpCode(secret, step);
      const found = matchingStep(secret, code, { now, lastStep: 0 });
      if (Math.abs(away) <= 1) expect(found).toBe(step);
      // Of a million codes two may be the same by chance.
      else if (found !== null) expect(totpCode(secret, found)).toBe(code);
      if (found !== null)
        expect(matchingStep(secret, code, { now, lastStep: found }) ?? found + 1).toBeGreaterThan(found);
    }),
  );
});

it.each(['', '28708', '2870822', '28708a', '２８７０８２', '287082\n'])(
  'takes nothing that is not six digits: %j',
  (code) => {
    expect(matchingStep(RFC_SECRET, code, { now: new Date(59_000), lastStep: -1 })).toBeNull();
  },
);

it('says the secret to authenticator apps in a URI', () => {
  const uri = totpUri(RFC_SECRET, { issuer: 'Twinline', email: 'asha+a@example.test' });
  expect(uri).toBe(
    'otpauth://totp/Twinline:asha%2Ba%40example.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Twinline&algorithm=SHA1&digits=6&period=30',
  );
});

it('makes ten recovery codes, read whatever way they are typed', () => {
  const codes = createRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^([a-hj-km-np-z02-9]{4}-){3}[a-hj-km-np-z02-9]{4}$/);
    expect(hashRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')}`)).toEqual(hashRecoveryCode(code));
  }
});

it.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36',
    'Chrome on Linux',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/149.0.0.0 Safari/537.36 Edg/149.0.0.0',
    'Edge on Windows',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15_6) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15', 'Safari on macOS'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/149.0 Mobile Safari/604.1',
    'Chrome on iPhone',
  ],
  ['Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0', 'Firefox on Android'],
  ['curl/8.5.0', 'curl'],
  ['', 'Unknown browser'],
])('reads a browser from %j', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});

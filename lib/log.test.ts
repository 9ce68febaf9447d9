import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { logOptions } from './log';

test('secrets are replaced wherever they stand', () => {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk, _, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const log = pino({ ...logOptions, level: 'info' }, sink);
  log.info(
    { password: 'hunter2', input: { authToken: 'hunter2' }, req: { headers: { cookie: 'hunter2' } } },
    'sign-in',
  );
  expect(lines[0]).not.toContain('hunter2');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', msg: 'sign-in', password: '[redacted]' });
});

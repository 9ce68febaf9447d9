import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { logOptions } from './log';
import { currentRequestId, withLogFields } from './log-fields';

test('every line of a piece of work carries its fields, also after awaiting, and no other line does', async () => {
  const lines: Record<string, unknown>[] = [];
  const to = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const log = pino(logOptions, to);
  const work = (requestId: string) =>
    withLogFields({ requestId }, async () => {
      log.info('begun');
      await new Promise((resolve) => setImmediate(resolve));
      await withLogFields({ job: 'inner' }, async () => log.info({ requestId: currentRequestId() }, 'inside'));
      log.info('done');
    });
  await Promise.all([work('req_a'), work('req_b')]);
  log.info('outside');
  const told = lines.map(({ requestId, job, msg }) => [requestId ?? null, job ?? null, msg]);
  for (const id of ['req_a', 'req_b']) {
    expect(told.filter(([requestId]) => requestId === id)).toEqual([
      [id, null, 'begun'],
      [id, 'inner', 'inside'],
      [id, null, 'done'],
    ]);
  }
  expect(told.at(-1)).toEqual([null, null, 'outside']);
  expect(currentRequestId()).not.toBe(currentRequestId());
});

import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OwnCluster, startOwnCluster } from '@/lib/testing/own-cluster';

let cluster: OwnCluster;
let folder: string;

beforeAll(async () => {
  cluster = await startOwnCluster();
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'twinline-outage-'));
}, 60_000);

afterAll(async () => {
  await cluster.remove();
  await fs.rm(folder, { recursive: true, force: true });
});

it('PostgreSQL killed under load: records wait on disk and are written once each when it is back', async () => {
  const { Spool } = await import('./spool');
  const { RecordWriter } = await import('./writer');
  const { checkBooks } = await import('@/lib/billing');
  const { createAccount } = await import('@/lib/testing/factories');
  const { callRecordOf, openRecordOf } = await import('@/lib/testing/factories-calls');
  const { until } = await import('@/lib/testing/kill-proof');
  const { db } = await import('@/lib/db');
  const account = await createAccount({ balance: 10 });
  const spool = await Spool.open({ folder });
  const writer = new RecordWriter({ agentId: 'agent-1', spool, refusedFile: path.join(folder, 'refused.log') });
  let made = 0;
  const makeCalls = async (count: number) => {
    const calls = Array.from({ length: count }, () =>
      callRecordOf({ accountId: account.id, fromNumber: '918041234567' }),
    );
    for (const call of calls) writer.write({ type: 'call', call: openRecordOf(call) });
    await writer.flush();
    for (const call of calls) writer.write({ type: 'call', call });
    await writer.flush();
    made += count;
  };
  const ended = () => db.call.count({ where: { endedAt: { not: null } } });
  await makeCalls(300);
  await until('the first calls to be there', async () => (await ended()) > 0);
  await makeCalls(300);
  cluster.kill();
  for (let round = 0; round < 10; round += 1) await makeCalls(200);
  await until('the writer to know', async () => writer.state.isDatabaseAway);
  expect(writer.state.records).toBeGreaterThanOrEqual(4_000);
  expect(writer.isFull).toBe(false);
  await cluster.restart();
  await makeCalls(100);
  await until('all calls to have ended', async () => (await ended().catch(() => 0)) === made);
  await until('nothing to wait', async () => writer.state.records === 0);
  expect(writer.state.isDatabaseAway).toBe(false);
  await writer.stop();
  expect(await db.call.count()).toBe(made);
  expect(await db.ledgerEntry.count({ where: { kind: 'call' } })).toBe(made);
  // What was used is owed, though the account had ten rupees.
  const { balanceMicros } = await db.account.findUniqueOrThrow({ where: { id: account.id } });
  expect(balanceMicros).toBe(10_000_000n - BigInt(made) * 1_416_000n);
  expect(await checkBooks()).toEqual([]);
  await expect(fs.access(path.join(folder, 'refused.log'))).rejects.toThrow();
}, 300_000);

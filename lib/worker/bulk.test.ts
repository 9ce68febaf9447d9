import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findJob } from '@/lib/bulk';
import { startEdit } from '@/lib/bulk/start-edit';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { type AccountFixture, createAccount, testContext } from '@/lib/testing/factories';
import { createIndia } from '@/lib/testing/factories-stock';
import { until } from '@/lib/testing/kill-proof';
import { fillLargeAccount } from '@/lib/testing/large-account';
import { programOf } from '@/lib/testing/program';

const NUMBERS = 600;
let account: AccountFixture;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  account = await createAccount();
  await fillLargeAccount(account, await createIndia(), NUMBERS);
});

afterEach(async () => {
  for (const child of workers.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

async function startWorker(): Promise<ChildProcess> {
  const program = await programOf('lib/testing/bulk-worker.ts');
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  workers.push(child);
  await once(child, 'message');
  return child;
}

async function startTagging(tag: string): Promise<string> {
  const change = { kind: 'tags' as const, add: tag, remove: [] };
  const start = { selection: { filter: {} }, change, expected: NUMBERS, idempotencyKey: createId('job') };
  return (await startEdit(testContext(account), start)).jobId;
}

const settled = (jobId: string) => db.bulkItem.count({ where: { jobId, state: { not: 'waiting' } } });
const auditsOf = (tag: string) =>
  db.auditEvent.count({
    where: { accountId: account.id, action: 'number.update', after: { path: ['tags'], array_contains: tag } },
  });

describe('the worker and bulk jobs', () => {
  it('a killed worker’s job is gone on with by another one, and no number is done twice', async () => {
    const jobId = await startTagging('killed');
    const first = await startWorker();
    await until('the job to be under way', async () => (await settled(jobId)) > 20);
    first.kill('SIGKILL');
    await once(first, 'exit');
    const left = await settled(jobId);
    expect(left).toBeLessThan(NUMBERS);
    // Its lease runs out at once instead of after ten seconds.
    await db.bulkJob.update({ where: { id: jobId }, data: { beatAt: new Date(0) } });
    await startWorker();
    await until('the job to be done', async () => (await findJob(testContext(account), jobId))?.state === 'done');
    const job = await db.bulkJob.findUniqueOrThrow({ where: { id: jobId } });
    expect(job).toMatchObject({ attempts: 1, settled: NUMBERS, problem: null });
    expect(await db.bulkItem.count({ where: { jobId, state: 'done' } })).toBe(NUMBERS);
    expect(await auditsOf('killed')).toBe(NUMBERS);
  });

  it('a worker that is stopped gives its job back where it was', async () => {
    const jobId = await startTagging('stopped');
    const worker = await startWorker();
    await until('the job to be under way', async () => (await settled(jobId)) > 20);
    worker.kill('SIGTERM');
    await once(worker, 'exit');
    const job = await db.bulkJob.findUniqueOrThrow({ where: { id: jobId } });
    expect(job).toMatchObject({ state: 'queued', workerId: null, attempts: 0 });
    const done = await settled(jobId);
    expect(done).toBeLessThan(NUMBERS);
    expect(await auditsOf('stopped')).toBe(done);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Client } from 'pg';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { ACCOUNT_CHANNEL } from '@/lib/events';
import { cancelRun, findRun, parseScenario, startRun } from '@/lib/rehearsals';
import { ourEngineRouter } from '@/lib/simulator/routers/engine';
import { runStudy } from '@/lib/simulator/study';
import { type AccountFixture, createAccount, testContext } from '@/lib/testing/factories';
import { until } from '@/lib/testing/kill-proof';
import { programOf } from '@/lib/testing/program';
import { longScenario, smallScenario } from '@/lib/testing/scenarios';

let account: AccountFixture;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  account = await createAccount();
});

afterEach(async () => {
  for (const child of workers.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

async function startWorker(): Promise<ChildProcess> {
  // The study it starts is source, which its own arguments let it read.
  const program = ['--import', 'tsx', ...(await programOf('lib/testing/rehearsing-worker.ts'))];
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  workers.push(child);
  await once(child, 'message');
  return child;
}

const stateOf = async (id: string) => (await db.simulationRun.findUniqueOrThrow({ where: { id } })).state;
const isRunning = async (id: string) => {
  const { state, progress } = await db.simulationRun.findUniqueOrThrow({ where: { id } });
  return state === 'running' && progress > 0;
};

describe('the worker and simulations', () => {
  it('a run is done, with figures, lanes, trace and money; the account is told', async () => {
    const listener = new Client({ connectionString: env().DATABASE_URL });
    await listener.connect();
    const told: unknown[] = [];
    listener.on('notification', ({ payload }) => told.push(JSON.parse(payload ?? '{}')));
    await listener.query(`LISTEN ${ACCOUNT_CHANNEL}`);
    const ctx = testContext(account);
    const { runId } = await startRun(ctx, { scenario: smallScenario(), seeds: 2 });
    await startWorker();
    await until('the run to be done', async () => (await stateOf(runId)) === 'done');
    const run = await findRun(ctx, runId);
    expect(run).toMatchObject({ state: 'done', progress: 1_000, name: 'A small outage', problem: null });
    const result = run?.result;
    expect(result?.policies.map(({ policy }) => policy)).toEqual(['off', 'engine', 'oracle']);
    const [off, engine] = result?.policies ?? [];
    expect(off?.runs[0]?.counts.harmedFailed).toBeGreaterThan(100);
    expect(engine?.runs[0]?.counts.harmedFailed).toBeLessThan(30);
    expect(engine?.runs.map(({ seed }) => seed)).toEqual([1, 2]);
    expect(engine?.lanes[0]?.bands.map(({ state }) => state)).toContain('open');
    expect(engine?.trace[0]?.says).toMatch(/\.$/);
    expect(result?.breakEven?.pairs).toBe(10);
    expect(run?.headline).toMatch(/^With HA off \d/);
    expect(JSON.stringify(result).length).toBeLessThan(400_000);
    await until('notices', async () => told.length >= 2);
    expect(told).toContainEqual({ accountId: account.id, topic: 'simulations' });
    await listener.end();
  });

  it('a killed worker’s run is begun anew by another one, with the same figures as ever', async () => {
    const ctx = testContext(account);
    const written = longScenario({ lasts: '30m' });
    const { runId } = await startRun(ctx, { scenario: written, policies: ['engine'] });
    const first = await startWorker();
    await until('the run to be under way', () => isRunning(runId));
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(await stateOf(runId)).toBe('running');
    await startWorker();
    await until('another attempt', async () => {
      const { attempts } = await db.simulationRun.findUniqueOrThrow({ where: { id: runId } });
      return attempts === 2;
    });
    await until('the run to be done', async () => (await stateOf(runId)) === 'done');
    const direct = runStudy(parseScenario(written), {
      policies: [{ name: 'engine', make: ourEngineRouter }],
      seeds: 1,
    });
    const kept = (await findRun(ctx, runId))?.result?.policies[0]?.runs[0];
    expect(kept?.hash).toBe(direct.policies[0]?.runs[0]?.hash);
    expect(kept?.counts).toEqual(direct.policies[0]?.runs[0]?.counts);
  }, 120_000);

  it('a cancelled run ends within a second, and the next one begins', async () => {
    const ctx = testContext(account);
    const { runId } = await startRun(ctx, { scenario: longScenario() });
    const { runId: next } = await startRun(ctx, { scenario: smallScenario(), policies: ['engine'] });
    await startWorker();
    await until('the run to be under way', () => isRunning(runId));
    await cancelRun(ctx, { runId });
    await until('the next run to be done', async () => (await stateOf(next)) === 'done');
    expect(await findRun(ctx, runId)).toMatchObject({ state: 'canceled', result: null, phase: null });
  });

  it('a worker that is stopped gives its run back', async () => {
    const ctx = testContext(account);
    const { runId } = await startRun(ctx, { scenario: longScenario() });
    const worker = await startWorker();
    await until('the run to be under way', () => isRunning(runId));
    worker.kill('SIGTERM');
    await once(worker, 'exit');
    const run = await db.simulationRun.findUniqueOrThrow({ where: { id: runId } });
    expect(run).toMatchObject({ state: 'queued', workerId: null, attempts: 0, progress: 0 });
    await cancelRun(ctx, { runId });
  });

  it('a run whose worker ended three times is given up in a sentence', async () => {
    const ctx = testContext(account);
    const { runId } = await startRun(ctx, { scenario: smallScenario() });
    await db.simulationRun.update({
      where: { id: runId },
      data: { state: 'running', attempts: 3, workerId: 'gone', beatAt: new Date(Date.now() - 60_000) },
    });
    await startWorker();
    await until('the run to be given up', async () => (await stateOf(runId)) === 'failed');
    expect((await findRun(ctx, runId))?.problem).toMatch(/begun 3 times/);
  });
});

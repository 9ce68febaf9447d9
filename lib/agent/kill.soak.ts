import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AgentProcess } from '@/lib/testing/agent-process';
import { type OwnCluster, startOwnCluster } from '@/lib/testing/own-cluster';

const KILLS = 20;
const CALLS_A_SECOND = 50;
const BACK_WITHIN_MS = 3_000;
const DATABASE_AWAY_MS = 30_000;
const LONGEST_CALL_MS = 600_000;

let cluster: OwnCluster;
let agent: AgentProcess;

beforeAll(async () => {
  cluster = await startOwnCluster();
  const { AgentProcess } = await import('@/lib/testing/agent-process');
  agent = await AgentProcess.prepare();
}, 60_000);

afterAll(async () => {
  await agent.end('SIGKILL');
  await cluster.remove();
});

/** An account with a pair and room for the load. */
async function setScene() {
  const { withTransaction } = await import('@/lib/context');
  const { db } = await import('@/lib/db');
  const { ensureTrunks } = await import('@/lib/network');
  const { createIndia } = await import('@/lib/testing/factories-stock');
  const { createRenter, rentPair } = await import('@/lib/testing/rent');
  const india = await createIndia();
  const { ctx, account } = await createRenter({ balance: 1_000_000 });
  await withTransaction(ctx, (tx) => ensureTrunks(ctx, tx));
  const { primary } = await rentPair(ctx, india);
  const limits = { callsPerSecond: 1_000, concurrentCalls: 100_000 };
  await db.account.update({ where: { id: account.id }, data: limits });
  return { accountId: account.id, number: primary.number };
}

type Scene = Awaited<ReturnType<typeof setScene>>;

/** Places calls at a steady rate for so long; the uuids that the agent acknowledged, whatever became of it. */
async function loadFor(ms: number, { accountId, number }: Scene): Promise<string[]> {
  const answers: Promise<string | null>[] = [];
  const end = performance.now() + ms;
  while (performance.now() < end) {
    const asked = agent.place(accountId, number);
    answers.push(asked.then(({ ok, uuid }) => (ok ? uuid : null)).catch(() => null));
    await wait(1_000 / CALLS_A_SECOND);
  }
  return (await Promise.all(answers)).filter((uuid) => uuid !== null);
}

it('killed twenty times under load, with the database away for half a minute: nothing acknowledged is lost', async () => {
  const { checkBooks } = await import('@/lib/billing');
  const { db } = await import('@/lib/db');
  const { until } = await import('@/lib/testing/kill-proof');
  const scene = await setScene();
  await agent.start();
  const acknowledged: string[] = [];
  const restartsMs: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Another moment of the second each time, so that snapshots, batches and synchronising are all met.
    const loading = loadFor(1_500 + kill * 137, scene);
    await wait(1_000 + kill * 137);
    await agent.end('SIGKILL');
    acknowledged.push(...(await loading));
    restartsMs.push(await agent.start());
  }
  cluster.kill();
  const meanwhile = await loadFor(DATABASE_AWAY_MS, scene);
  expect(meanwhile.length).toBeGreaterThan(CALLS_A_SECOND * 10);
  acknowledged.push(...meanwhile);
  await cluster.restart();
  const uuids = { in: acknowledged };
  const ended = () => db.call.count({ where: { uuid: uuids, endedAt: { not: null } } }).catch(() => 0);
  const isOver = async () => (await ended()) === acknowledged.length;
  await until('every acknowledged call to have ended', isOver, LONGEST_CALL_MS);
  console.log(`${acknowledged.length} calls acknowledged, ${meanwhile.length} of them with the database away.`);
  const times = restartsMs.toSorted((a, b) => a - b).map((ms) => `${(ms / 1_000).toFixed(2)} s`);
  console.log(`Back after ${times[0]} to ${times.at(-1)}, median ${times[KILLS / 2]}.`);
  expect(await checkBooks()).toEqual([]);
  expect(Math.max(...restartsMs)).toBeLessThanOrEqual(BACK_WITHIN_MS);
}, 1_200_000);

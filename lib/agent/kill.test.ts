import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkBooks } from '@/lib/billing';
import { withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { ensureTrunks } from '@/lib/network';
import { AgentProcess } from '@/lib/testing/agent-process';
import { createIndia } from '@/lib/testing/factories-stock';
import { until } from '@/lib/testing/kill-proof';
import { programOf } from '@/lib/testing/program';
import { createRenter, rentPair } from '@/lib/testing/rent';
import { chooseFreePort } from '@/lib/tooling/free-port.mjs';

let agent: AgentProcess;

beforeAll(async () => {
  agent = await AgentProcess.prepare();
});
afterAll(() => agent.end('SIGKILL'));

it('an agent killed under load loses nothing it acknowledged, and goes on with its state', async () => {
  const india = await createIndia();
  const { ctx, account } = await createRenter();
  await withTransaction(ctx, (tx) => ensureTrunks(ctx, tx));
  const { primary, pair } = await rentPair(ctx, india);
  await db.account.update({ where: { id: account.id }, data: { callsPerSecond: 100, concurrentCalls: 1_000 } });
  await agent.start();
  // The pair's own proof has been made and written: tables, sandbox, spool and database work together.
  await until('the pair to be proven', async () => {
    const { proof } = await db.haPair.findUniqueOrThrow({ where: { id: pair.id } });
    return proof === 'proven';
  });
  const placed = [];
  for (let round = 0; round < 40; round += 1) placed.push(await agent.place(account.id, primary.number));
  await until('a call to be answered', async () => (await db.call.count({ where: { state: 'in_progress' } })) > 0);
  const late = Array.from({ length: 20 }, () => agent.place(account.id, primary.number));
  const acknowledged = [...placed, ...(await Promise.all(late))];
  await agent.end('SIGKILL');
  expect(acknowledged.every(({ ok }) => ok)).toBe(true);
  await agent.start();
  const after = await agent.place(account.id, primary.number);
  expect(after.ok).toBe(true);
  const uuids = acknowledged.map(({ uuid }) => uuid);
  await until('every acknowledged call to have ended', async () => {
    const ended = await db.call.count({ where: { uuid: { in: uuids }, endedAt: { not: null } } });
    return ended === uuids.length;
  });
  const calls = await db.call.findMany({ where: { uuid: { in: uuids } } });
  expect(calls).toHaveLength(uuids.length);
  const cutOff = calls.filter(({ hangupCode }) => hangupCode === 5010);
  expect(cutOff.length).toBeGreaterThan(0);
  // Answered ones are paid for up to the last that was heard of them, the others are free.
  for (const { answeredAt, billedSeconds } of cutOff) expect(billedSeconds).toBe(answeredAt === null ? 0 : 60);
  expect(await agent.end('SIGTERM')).toBe(0);
  expect(await checkBooks()).toEqual([]);
  // What a graceful stop cut off ended then; it is written by the next agent.
  await agent.start();
  await until('the last call to have ended', async () => {
    const call = await db.call.findUnique({ where: { uuid: after.uuid } });
    return call?.endedAt !== null;
  });
  expect(await db.call.count({ where: { endedAt: null } })).toBe(0);
  expect(await checkBooks()).toEqual([]);
}, 180_000);

it('a second agent does not run on the same folder', async () => {
  const second = spawn(
    'env',
    [
      `AGENT_PORT=${await chooseFreePort(null)}`,
      'LOG_LEVEL=fatal',
      process.execPath,
      ...(await programOf('lib/agent/main.ts')),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const said: string[] = [];
  second.stdout.on('data', (chunk) => said.push(String(chunk)));
  const [code] = await once(second, 'exit');
  expect(code).toBe(1);
  expect(said.join('')).toContain('Another agent runs on');
}, 60_000);

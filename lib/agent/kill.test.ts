import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkBooks } from '@/lib/billing';
import { withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { ensureTrunks } from '@/lib/network';
import { createIndia } from '@/lib/testing/factories-stock';
import { until } from '@/lib/testing/kill-proof';
import { programOf } from '@/lib/testing/program';
import { createRenter, rentPair } from '@/lib/testing/rent';
import { chooseFreePort } from '@/lib/tooling/free-port.mjs';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
let port: number;
let agent: ChildProcess;

/** An agent as npm start runs it; resolves when it says that it is ready. */
async function startAgent(): Promise<void> {
  const program = await programOf('lib/agent/main.ts');
  agent = spawn('env', [`AGENT_PORT=${port}`, process.execPath, ...program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(agent, 'message');
}

async function kill(): Promise<void> {
  agent.kill('SIGKILL');
  await once(agent, 'exit');
}

interface Placed {
  ok: boolean;
  uuid: string;
}

async function place(accountId: string, from: string): Promise<Placed> {
  const answer = await fetch(`http://127.0.0.1:${port}/calls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET}` },
    body: JSON.stringify({ accountId, from, to: '919876543210', purpose: 'test' }),
  });
  return answer.json();
}

beforeAll(async () => {
  port = await chooseFreePort(null);
  await fs.writeFile(path.resolve(env().TWINLINE_DATA_DIR, 'agent-secret'), SECRET);
});
afterAll(() => void agent?.kill('SIGKILL'));

it('an agent killed under load loses nothing it acknowledged, and goes on with its state', async () => {
  const india = await createIndia();
  const { ctx, account } = await createRenter();
  await withTransaction(ctx, (tx) => ensureTrunks(ctx, tx));
  const { primary, pair } = await rentPair(ctx, india);
  await db.account.update({ where: { id: account.id }, data: { callsPerSecond: 100, concurrentCalls: 1_000 } });
  await startAgent();
  // The pair's own proof has been made and written: tables, sandbox, spool and database work together.
  await until('the pair to be proven', async () => {
    const { proof } = await db.haPair.findUniqueOrThrow({ where: { id: pair.id } });
    return proof === 'proven';
  });
  const placed: Placed[] = [];
  for (let round = 0; round < 40; round += 1) placed.push(await place(account.id, primary.number));
  await until('a call to be answered', async () => (await db.call.count({ where: { state: 'in_progress' } })) > 0);
  const late = Array.from({ length: 20 }, () => place(account.id, primary.number));
  const acknowledged = [...placed, ...(await Promise.all(late))];
  await kill();
  expect(acknowledged.every(({ ok }) => ok)).toBe(true);
  await startAgent();
  const after = await place(account.id, primary.number);
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
  agent.kill('SIGTERM');
  const [code] = await once(agent, 'exit');
  expect(code).toBe(0);
  expect(await checkBooks()).toEqual([]);
  // What a graceful stop cut off ended then; it is written by the next agent.
  await startAgent();
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

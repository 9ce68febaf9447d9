import http from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { db } from '@/lib/db';
import { checkReadiness } from './readiness';

const told = vi.hoisted(() => ({ url: '', secret: 'agent-secret-of-the-test' }));
vi.mock('@/lib/agent/address', () => ({ agentAddress: () => Promise.resolve(told) }));

const agent = http.createServer((req, res) => {
  const isAllowed = req.url === '/health' && req.headers.authorization === `Bearer ${told.secret}`;
  res.writeHead(isAllowed ? 200 : 401).end(JSON.stringify({ ok: isAllowed }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => agent.listen(0, '127.0.0.1', resolve));
  const address = agent.address();
  told.url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
});
afterAll(() => agent.close());

test('ready needs a worker heard lately, every migration, and the agent', async () => {
  expect(await checkReadiness()).toEqual({
    ok: false,
    checks: {
      database: { ok: true },
      migrations: { ok: true },
      worker: { ok: false, reason: 'No worker was heard in the last 15 seconds.' },
      agent: { ok: true },
    },
  });

  const beatAt = new Date();
  await db.workerHeartbeat.create({ data: { workerId: 'w1', startedAt: beatAt, beatAt } });
  expect((await checkReadiness()).ok).toBe(true);

  await db.workerHeartbeat.update({ where: { workerId: 'w1' }, data: { beatAt: new Date(Date.now() - 16_000) } });
  expect((await checkReadiness()).checks.worker.ok).toBe(false);

  await db.$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name = (SELECT min(migration_name) FROM _prisma_migrations)`;
  expect((await checkReadiness()).checks.migrations).toEqual({ ok: false, reason: '1 migrations are not applied.' });
});

test('an agent that is away is told in a sentence, with the rest still checked', async () => {
  agent.closeAllConnections();
  await new Promise((resolve) => agent.close(resolve));
  const { ok, checks } = await checkReadiness();
  expect(ok).toBe(false);
  expect(checks.agent).toEqual({ ok: false, reason: 'The agent, which places calls, does not answer.' });
  expect(checks.database).toEqual({ ok: true });
});

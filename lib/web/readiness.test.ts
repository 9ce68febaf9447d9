import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { checkReadiness } from './readiness';

test('ready needs a worker heard lately, and every migration', async () => {
  expect(await checkReadiness()).toEqual({
    ok: false,
    checks: {
      database: { ok: true },
      migrations: { ok: true },
      worker: { ok: false, reason: 'No worker was heard in the last 15 seconds.' },
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

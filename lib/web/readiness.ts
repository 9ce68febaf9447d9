import 'server-only';
import fs from 'node:fs/promises';
import path from 'node:path';
import { db } from '@/lib/db';
import { askAgent } from './ask-agent';

/** A worker that has not been heard for this long is not counted. */
const HEARTBEAT_LIMIT_SECONDS = 15;
const ANSWER_LIMIT_MS = 3_000;

type Check = { ok: true } | { ok: false; reason: string };

export interface Readiness {
  ok: boolean;
  checks: { database: Check; migrations: Check; worker: Check; agent: Check };
}

const UNKNOWN: Check = { ok: false, reason: 'The database does not answer.' };

async function checkMigrations(): Promise<Check> {
  const entries = await fs.readdir(path.join(process.cwd(), 'prisma/migrations'), { withFileTypes: true });
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const applied = new Set(rows.map((row) => row.name));
  const missing = entries.filter((entry) => entry.isDirectory() && !applied.has(entry.name));
  if (missing.length === 0) return { ok: true };
  return { ok: false, reason: `${missing.length} migrations are not applied.` };
}

async function checkWorker(): Promise<Check> {
  const rows = await db.$queryRaw<{ alive: number }[]>`
    SELECT count(*)::int AS alive FROM worker_heartbeats
    WHERE beat_at > now() - make_interval(secs => ${HEARTBEAT_LIMIT_SECONDS})`;
  if ((rows[0]?.alive ?? 0) > 0) return { ok: true };
  return { ok: false, reason: `No worker was heard in the last ${HEARTBEAT_LIMIT_SECONDS} seconds.` };
}

async function checkAgent(): Promise<Check> {
  if (await askAgent('/health')) return { ok: true };
  return { ok: false, reason: 'The agent, which places calls, does not answer.' };
}

async function runDatabaseChecks(): Promise<Omit<Readiness['checks'], 'agent'>> {
  await db.$queryRaw`SELECT 1`;
  const [migrations, worker] = await Promise.all([checkMigrations(), checkWorker()]);
  return { database: { ok: true }, migrations, worker };
}

/** The checks that need the database; within a time that a probe waits. */
async function checkDatabase(): Promise<Omit<Readiness['checks'], 'agent'>> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_LIMIT_MS);
  });
  try {
    return await Promise.race([runDatabaseChecks(), limit]);
  } catch {
    return { database: UNKNOWN, migrations: UNKNOWN, worker: UNKNOWN };
  } finally {
    clearTimeout(timer);
  }
}

/** Whether this installation can serve: database, migrations, a living worker, the agent. Reasons name no internals. */
export async function checkReadiness(): Promise<Readiness> {
  const [ofDatabase, agent] = await Promise.all([checkDatabase(), checkAgent()]);
  const checks = { ...ofDatabase, agent };
  return { ok: Object.values(checks).every((check) => check.ok), checks };
}

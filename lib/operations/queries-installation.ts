import 'server-only';
import fs from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { describeSettings } from '@/lib/env';
import { findLiveState } from '@/lib/network';
import { checkReadiness } from '@/lib/web';
import type { DatabaseFacts, Installation, ProcessFacts, QueueDepth } from './types';

/** The largest tables; the others are small. */
const MOST_TABLES = 15;

const packageFile = z.object({ version: z.string() });

async function ownVersion(): Promise<string> {
  const text = await fs.readFile(path.join(process.cwd(), 'package.json'), 'utf8');
  return packageFile.parse(JSON.parse(text)).version;
}

/** What the database says of itself. Rows are its own estimates, as of its last look. */
async function describeDatabase(ctx: Context): Promise<DatabaseFacts> {
  const db = reader(ctx);
  const [facts, connections, migrations, tables] = await Promise.all([
    db.$queryRaw<{ version: string; bytes: number; most: number; startedAt: Date }[]>`
      SELECT current_setting('server_version') AS version, pg_database_size(current_database())::float8 AS bytes,
             current_setting('max_connections')::int AS most, pg_postmaster_start_time() AS "startedAt"`,
    db.$queryRaw<DatabaseFacts['connections']>`
      SELECT coalesce(nullif(application_name, ''), 'twinline') AS name, count(*)::int AS count,
             count(*) FILTER (WHERE state <> 'idle')::int AS busy, coalesce(greatest(0, max(extract(epoch FROM clock_timestamp() - xact_start))), 0)::float8 AS "longestSeconds"
        FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1 ORDER BY 2 DESC, 1`,
    db.$queryRaw<DatabaseFacts['migrations']>`
      SELECT migration_name AS name, finished_at AS "finishedAt" FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at DESC`,
    db.$queryRaw<DatabaseFacts['tables']>`
      SELECT s.relname AS name, pg_total_relation_size(s.relid)::float8 AS bytes, s.n_live_tup::float8 AS rows, s.n_dead_tup::float8 AS "deadRows",
             s.seq_tup_read::float8 AS "rowsReadWhole", greatest(s.last_vacuum, s.last_autovacuum) AS "vacuumedAt"
        FROM pg_stat_user_tables s WHERE s.schemaname IN ('public', 'dbos') ORDER BY 2 DESC LIMIT ${MOST_TABLES}`,
  ]);
  const { version = '', bytes = 0, most = 0, startedAt = new Date(0) } = facts[0] ?? {};
  return { version, bytes, maxConnections: most, startedAt, connections, migrations, tables };
}

/** How much waits or failed, of every kind of work. */
function countQueues(ctx: Context): Promise<QueueDepth[]> {
  return reader(ctx).$queryRaw<QueueDepth[]>`
    SELECT 'Workflows' AS name, count(*) FILTER (WHERE status = 'ENQUEUED')::int AS waiting, count(*) FILTER (WHERE status = 'PENDING')::int AS running,
           count(*) FILTER (WHERE status IN ('ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'))::int AS failed
      FROM dbos.workflow_status WHERE status NOT IN ('SUCCESS', 'CANCELLED')
    UNION ALL SELECT 'Webhooks', count(*) FILTER (WHERE state = 'pending')::int, 0, count(*) FILTER (WHERE state = 'failed')::int
      FROM webhook_deliveries WHERE state IN ('pending', 'failed')
    UNION ALL SELECT 'Bulk jobs', count(*) FILTER (WHERE state = 'queued')::int, count(*) FILTER (WHERE state = 'running')::int,
           count(*) FILTER (WHERE state = 'failed')::int FROM bulk_jobs WHERE state IN ('queued', 'running', 'failed')
    UNION ALL SELECT 'Simulations', count(*) FILTER (WHERE state = 'queued')::int, count(*) FILTER (WHERE state = 'running')::int,
           count(*) FILTER (WHERE state = 'failed')::int FROM simulation_runs WHERE state::text IN ('queued', 'running', 'failed')
    UNION ALL SELECT 'Stock imports', count(*) FILTER (WHERE worker_id IS NULL AND state IN ('checking', 'importing'))::int,
           count(*) FILTER (WHERE worker_id IS NOT NULL)::int, count(*) FILTER (WHERE state = 'failed')::int FROM stock_imports
    UNION ALL SELECT 'Pairs without stock', count(*)::int, 0, 0 FROM ha_pairs WHERE state = 'waiting_for_stock'`;
}

async function describeProcesses(ctx: Context): Promise<ProcessFacts> {
  const [workers, live] = await Promise.all([
    reader(ctx).workerHeartbeat.findMany({ orderBy: { startedAt: 'asc' } }),
    findLiveState(),
  ]);
  const agent = live && {
    agentId: live.agentId,
    callsInProgress: live.callsInProgress,
    callsQueued: live.callsQueued,
    spool: live.spool,
  };
  return { workers, agent };
}

/** For the operator: what this installation is made of and how it is. */
export async function describeInstallation(ctx: Context): Promise<Installation> {
  authorize(ctx, 'installation.operate');
  const [version, readiness, database, queues, processes] = await Promise.all([
    ownVersion(),
    checkReadiness(),
    describeDatabase(ctx),
    countQueues(ctx),
    describeProcesses(ctx),
  ]);
  const about = { version, node: process.version, platform: `${process.platform} ${process.arch}` };
  const checks = Object.entries(readiness.checks).map(([name, check]) => ({
    name,
    ok: check.ok,
    reason: check.ok ? null : check.reason,
  }));
  return { about, settings: describeSettings(), checks, database, queues, processes };
}

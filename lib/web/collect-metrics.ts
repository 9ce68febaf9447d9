import 'server-only';
import { Gauge, Registry } from 'prom-client';
import { db } from '@/lib/db';
import { log } from '@/lib/log';
import { type Figures, readFigures, renderFigures } from '@/lib/metrics';
import { readAgentFigures } from './agent-figures';

/** Workers that told nothing for this long are left out. */
const TOLD_WITHIN_SECONDS = 60;

interface Counted {
  name: string;
  label: string;
  count: number;
}

const HELP: Readonly<Record<string, string>> = {
  twinline_rentals: 'Rented numbers, by state.',
  twinline_pairs: 'High availability pairs, by state.',
  twinline_webhook_deliveries: 'Webhooks of the delivery log, by state.',
  twinline_workflows: 'Durable workflows not finished, by state.',
  twinline_incidents_open: 'Incidents that are open.',
};

async function countRows(): Promise<Counted[]> {
  return db.$queryRaw<Counted[]>`
    SELECT 'twinline_rentals' AS name, status::text AS label, count(*)::int AS count FROM rentals GROUP BY status
    UNION ALL SELECT 'twinline_pairs', state::text, count(*)::int FROM ha_pairs GROUP BY state
    UNION ALL SELECT 'twinline_webhook_deliveries', state::text, count(*)::int FROM webhook_deliveries GROUP BY state
    UNION ALL SELECT 'twinline_workflows', status, count(*)::int FROM dbos.workflow_status
               WHERE status IN ('ENQUEUED', 'PENDING') GROUP BY status
    UNION ALL SELECT 'twinline_incidents_open', '', count(*)::int FROM incidents WHERE closed_at IS NULL`;
}

/** Figures of the installation as a whole, counted when they are asked for. */
async function installationFigures(isAgentUp: boolean): Promise<Figures> {
  const registers = [new Registry()];
  const agentUp = new Gauge({ name: 'twinline_agent_up', help: 'Whether the agent answers.', registers });
  agentUp.set(isAgentUp ? 1 : 0);
  const databaseUp = new Gauge({ name: 'twinline_database_up', help: 'Whether the database answers.', registers });
  const gauges = new Map<string, Gauge>();
  try {
    for (const { name, label, count } of await countRows()) {
      const gauge = gauges.get(name) ?? new Gauge({ name, help: HELP[name] ?? name, labelNames: ['state'], registers });
      gauges.set(name, gauge);
      if (label === '') gauge.set(count);
      else gauge.set({ state: label }, count);
    }
    databaseUp.set(1);
  } catch (error) {
    log.warn({ err: error }, 'figures of the installation could not be counted');
    databaseUp.set(0);
  }
  return registers[0]?.getMetricsAsJSON() ?? [];
}

/** What each worker told last. Without the database nothing is known of them. */
async function workerFigures(): Promise<Figures[]> {
  const since = new Date(Date.now() - TOLD_WITHIN_SECONDS * 1_000);
  const told = await db.processFigures
    .findMany({ where: { at: { gte: since } }, orderBy: { processId: 'asc' }, select: { figures: true } })
    .catch(() => []);
  return told.map(({ figures }) => JSON.parse(JSON.stringify(figures)));
}

/**
 * Everything for Prometheus: this web process, every worker (through the database), the agent (over its own
 * interface) and counts of the installation. What cannot be reached is left out and shows as `…_up 0`.
 */
export async function collectMetrics(): Promise<{ text: string; contentType: string }> {
  const agent = await readAgentFigures();
  const [own, workers, installation] = await Promise.all([
    readFigures(),
    workerFigures(),
    installationFigures(agent !== null),
  ]);
  return renderFigures([own, installation, ...workers, ...(agent ? [agent] : [])]);
}

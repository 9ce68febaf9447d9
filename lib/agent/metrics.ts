import { Gauge } from 'prom-client';
import { type Figures, metricsRegistry, readFigures, startMetrics } from '@/lib/metrics';
import type { Agent } from './agent';
import type { LiveState } from './types';

interface Told {
  agent: Agent;
  spool(): LiveState['spool'];
}

/** Begins the agent's own figures for Prometheus; answers with what reads them. */
export function agentMetrics(id: string, { agent, spool }: Told): () => Promise<Figures> {
  startMetrics('agent', id);
  const registers = [metricsRegistry()];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...{ name: `twinline_agent_${name}`, help, registers },
      collect() {
        this.set(read());
      },
    });
  gauge('calls_in_progress', 'Calls that have not ended.', () => agent.switchboard.inProgress);
  gauge('calls_queued', 'Calls that wait for their turn.', () => agent.desk.accounts.queued);
  gauge(
    'lag_p99_seconds',
    'How late 99 of 100 events were handled since the start.',
    () => agent.pump.lag.quantile(0.99) / 1_000,
  );
  gauge(
    'decision_p99_seconds',
    'What deciding a call took, 99 of 100, since the start.',
    () => agent.decisions.quantile(0.99) / 1e6,
  );
  gauge('spool_records', 'Records the database does not have yet.', () => spool().records);
  gauge('spool_bytes', 'What they take on disk.', () => spool().bytes);
  return readFigures;
}

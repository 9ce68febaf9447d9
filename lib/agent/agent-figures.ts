import { Counter, Gauge } from 'prom-client';
import { type Figures, metricsRegistry, readFigures } from '@/lib/metrics';
import type { LiveState } from './types';

const registers = [metricsRegistry()];
const gauge = (name: string, help: string) => new Gauge({ name: `twinline_agent_${name}`, help, registers });
const ofTrunks = (name: string, help: string) =>
  new Gauge({ name: `twinline_trunk_${name}`, help, labelNames: ['trunk'] as const, registers });

const inProgress = gauge('calls_in_progress', 'Calls in progress.');
const queued = gauge('calls_queued', 'Calls that wait for their turn.');
const perSecond = gauge('calls_per_second', 'Calls begun in the last second.');
const incidents = gauge('open_incidents', 'Incidents the engine holds open.');
const spoolRecords = gauge('spool_records', 'Records not yet in the database.');
const spoolBytes = gauge('spool_bytes', 'Their size on disk.');
const spoolLimit = gauge('spool_limit_bytes', 'Beyond this new calls are refused.');
const databaseAway = gauge('database_away', 'Whether the agent cannot reach the database.');
const unrecorded = new Counter({
  name: 'twinline_agent_refusals_unrecorded_total',
  help: 'Refused calls that were counted and not recorded, for their account had many.',
  registers,
});
const trunkCalls = ofTrunks('calls_in_progress', 'Calls in progress on a trunk.');
const trunkAttempts = ofTrunks('attempts_per_second', 'Attempts on a trunk in the last second.');
const trunkFailures = ofTrunks('network_failures_last_minute', 'Failures of a trunk’s network in the last minute.');
const trunkStates = new Gauge({
  name: 'twinline_trunk_state',
  help: 'The state of a trunk: 1 for the one it is in.',
  labelNames: ['trunk', 'state'] as const,
  registers,
});

/**
 * What the agent tells at GET /metrics: its process, its calls, its trunks and what waits for the database.
 * @param refusalsUnrecorded refused calls since the start that have no record
 */
export async function readAgentFigures(state: LiveState, refusalsUnrecorded: number): Promise<Figures> {
  inProgress.set(state.callsInProgress);
  queued.set(state.callsQueued);
  perSecond.set(state.callsPerSecond);
  incidents.set(state.openIncidents.length);
  spoolRecords.set(state.spool.records);
  spoolBytes.set(state.spool.bytes);
  spoolLimit.set(state.spool.limitBytes);
  databaseAway.set(state.spool.isDatabaseAway ? 1 : 0);
  unrecorded.reset();
  unrecorded.inc(refusalsUnrecorded);
  // Trunks come and go, and a state left is no state.
  for (const one of [trunkCalls, trunkAttempts, trunkFailures, trunkStates]) one.reset();
  for (const { trunkId: trunk, state: name, ...figures } of state.trunks) {
    trunkCalls.set({ trunk }, figures.inProgress);
    trunkAttempts.set({ trunk }, figures.attemptsPerSecond);
    trunkFailures.set({ trunk }, figures.networkFailures);
    trunkStates.set({ trunk, state: name }, 1);
  }
  return readFigures();
}

import 'server-only';
import type { AgentRecord } from '@/lib/agent/types';
import type { Transaction } from '@/lib/db';
import { createId } from '@/lib/ids';
import { AGENT_RESTARTED, listMissedChanges } from './queries-missed';
import { type IncidentChange, raiseIncidentAlert, raiseRouteAlert } from './raise-route-alerts';

type RecordOf<Type extends AgentRecord['type']> = Extract<AgentRecord, { type: Type }>;

/** What an agent tells of routes. Records of trunks that are not there any more are left out. */
export type RouteRecord = RecordOf<
  'route-state' | 'alarm' | 'incident-opened' | 'incident-closed' | 'standing' | 'trunk-minute'
>;

function only<Type extends RouteRecord['type']>(records: readonly RouteRecord[], type: Type): RecordOf<Type>[] {
  return records.filter(
    (record): record is Extract<RouteRecord, { type: Type }> & RecordOf<Type> => record.type === type,
  );
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * Writes changes of routes' states, alarms, incidents and what trunks carried, in the order they were recorded, and
 * tells the accounts they concern.
 */
export async function recordRoutes(tx: Transaction, agentId: string, records: readonly RouteRecord[]): Promise<void> {
  await changeStates(tx, agentId, only(records, 'route-state'));
  await writeAlarms(tx, agentId, only(records, 'alarm'));
  for (const record of records) {
    if (record.type === 'incident-opened') await openIncident(tx, agentId, record);
    else if (record.type === 'incident-closed') await closeIncident(tx, agentId, record);
  }
  for (const standing of only(records, 'standing')) await settle(tx, agentId, standing);
  await writeMinutes(tx, agentId, only(records, 'trunk-minute'));
}

async function changeStates(tx: Transaction, agentId: string, changes: readonly RecordOf<'route-state'>[]) {
  await writeStates(tx, agentId, changes);
  for (const change of changes) await raiseRouteAlert(tx, agentId, change);
}

/**
 * An agent that was killed goes on from what it saved last, or anew: what it had recorded since and knows nothing of
 * would stay open for good.
 */
async function settle(tx: Transaction, agentId: string, standing: RecordOf<'standing'>): Promise<void> {
  await changeStates(tx, agentId, await listMissedChanges(tx, agentId, standing));
  const because = JSON.stringify({ rule: AGENT_RESTARTED, figures: {} });
  const closed = await tx.$queryRaw<IncidentRow[]>`
    UPDATE incidents i SET closed_at = ${instant(standing.at)}::timestamptz, closed_because = ${because}::jsonb
     WHERE i.agent_id = ${agentId} AND i.closed_at IS NULL AND i.opened_at < ${instant(standing.at)}::timestamptz
       AND NOT (i.engine_id = ANY(${[...standing.incidents]}::int[])
                AND i.opened_at = (SELECT max(o.opened_at) FROM incidents o
                                    WHERE o.agent_id = i.agent_id AND o.engine_id = i.engine_id AND o.closed_at IS NULL
                                      AND o.opened_at < ${instant(standing.at)}::timestamptz))
    RETURNING id, trunk_id AS "trunkId", closed_at AS at, closed_because AS trace`;
  for (const incident of closed) await raiseIncidentAlert(tx, { kind: 'incident_closed', partOfId: null, ...incident });
}

async function writeStates(
  tx: Transaction,
  agentId: string,
  records: readonly RecordOf<'route-state'>[],
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(({ at, trunkId, destinationGroup, number, from, to, trace }) => ({
    ...{ at: instant(at), trunk: trunkId, destination_group: destinationGroup, number, from_state: from, to_state: to },
    ...{ rule: trace.rule, figures: trace.figures },
  }));
  await tx.$executeRaw`
    INSERT INTO route_events (agent_id, at, trunk_id, destination_group, number, from_state, to_state, rule, figures)
    SELECT ${agentId}, r.at, t.id, r.destination_group, r.number, r.from_state, r.to_state, r.rule, r.figures
      FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (at timestamptz, trunk text, destination_group text,
             number text, from_state text, to_state text, rule text, figures jsonb)) WITH ORDINALITY
             AS r(at, trunk, destination_group, number, from_state, to_state, rule, figures, position)
      JOIN trunks t ON t.slug = r.trunk ORDER BY r.position`;
}

async function writeAlarms(tx: Transaction, agentId: string, records: readonly RecordOf<'alarm'>[]): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(({ at, alarm, trunkId, number, trace }) => ({
    ...{ at: instant(at), alarm, trunk: trunkId, number, rule: trace.rule, figures: trace.figures },
  }));
  await tx.$executeRaw`
    INSERT INTO route_alarms (agent_id, at, alarm, trunk_id, number, rule, figures)
    SELECT ${agentId}, r.at, r.alarm, t.id, r.number, r.rule, r.figures
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(at timestamptz, alarm text, trunk text, number text, rule text, figures jsonb)
      LEFT JOIN trunks t ON t.slug = r.trunk ORDER BY r.at`;
}

/** Evidence is counted over `windowMs` before the opening, from where it began to speak against the route. */
function firstEvidence({ at, trace }: RecordOf<'incident-opened'>): string | null {
  const { windowMs } = trace.figures;
  return typeof windowMs === 'number' && windowMs >= 0 && windowMs <= at ? instant(at - windowMs) : null;
}

/** What a statement says of the incidents it opened or closed. */
type IncidentRow = Omit<IncidentChange, 'kind' | 'partOfId'>;

/**
 * A fault is often found on one destination group and then on its trunk, or the other way round: what is opened while
 * another incident of the trunk is open is part of that one.
 */
async function openIncident(tx: Transaction, agentId: string, record: RecordOf<'incident-opened'>): Promise<void> {
  const { at, engineId, trace, trunkId } = record;
  const opened = await tx.$queryRaw<(IncidentRow & { partOfId: string | null })[]>`
    INSERT INTO incidents (id, agent_id, engine_id, trunk_id, rule, figures, first_evidence_at, opened_at, part_of_id)
    SELECT ${createId('inc')}, ${agentId}, ${engineId}, t.id, ${trace.rule}, ${JSON.stringify(trace.figures)}::jsonb,
           ${firstEvidence(record)}::timestamptz, ${instant(at)}::timestamptz,
           (SELECT COALESCE(o.part_of_id, o.id) FROM incidents o WHERE o.trunk_id = t.id AND o.closed_at IS NULL
             ORDER BY o.opened_at, o.id LIMIT 1)
      FROM trunks t WHERE t.slug = ${trunkId}
    ON CONFLICT (agent_id, engine_id, opened_at) DO NOTHING
    RETURNING id, trunk_id AS "trunkId", opened_at AS at, part_of_id AS "partOfId",
              jsonb_build_object('rule', rule, 'figures', figures) AS trace`;
  for (const incident of opened) await raiseIncidentAlert(tx, { kind: 'incident_opened', ...incident });
}

/** An engine that began anew counts from one again: the newest open incident of that number is meant. */
async function closeIncident(tx: Transaction, agentId: string, record: RecordOf<'incident-closed'>): Promise<void> {
  const { at, engineId, trace } = record;
  const because = JSON.stringify({ rule: trace.rule, figures: trace.figures });
  const closed = await tx.$queryRaw<IncidentRow[]>`
    UPDATE incidents SET closed_at = ${instant(at)}::timestamptz, closed_because = ${because}::jsonb
     WHERE id = (SELECT id FROM incidents WHERE agent_id = ${agentId} AND engine_id = ${engineId} AND closed_at IS NULL
                  ORDER BY opened_at DESC LIMIT 1)
    RETURNING id, trunk_id AS "trunkId", closed_at AS at, closed_because AS trace`;
  for (const incident of closed) await raiseIncidentAlert(tx, { kind: 'incident_closed', partOfId: null, ...incident });
}

async function writeMinutes(
  tx: Transaction,
  agentId: string,
  records: readonly RecordOf<'trunk-minute'>[],
): Promise<void> {
  // One row a minute and trunk: the last record of it counts.
  const latest = new Map(records.map((record) => [`${record.figures.trunkId} ${record.minute}`, record]));
  if (latest.size === 0) return;
  const rows = [...latest.values()].map(({ minute, figures }) => ({
    ...{ trunk: figures.trunkId, minute: instant(minute), attempts: figures.attempts, answered: figures.answered },
    ...{ network_failures: figures.networkFailures, congested: figures.congested, callee: figures.callee },
    ...{ talk_seconds: Math.round(figures.talkSeconds), peak_in_progress: figures.peakInProgress },
    ...{ delay_p50_ms: figures.delayP50Ms, delay_p95_ms: figures.delayP95Ms, mos_hundredths: figures.mosHundredths },
  }));
  await tx.$executeRaw`
    INSERT INTO trunk_minutes (trunk_id, minute, agent_id, attempts, answered, network_failures, congested, callee, talk_seconds,
        peak_in_progress, delay_p50_ms, delay_p95_ms, mos_hundredths)
    SELECT t.id, r.minute, ${agentId}, r.attempts, r.answered, r.network_failures, r.congested, r.callee, r.talk_seconds,
        r.peak_in_progress, r.delay_p50_ms, r.delay_p95_ms, r.mos_hundredths
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(trunk text, minute timestamptz, attempts int, answered int,
        network_failures int, congested int, callee int, talk_seconds int, peak_in_progress int, delay_p50_ms int, delay_p95_ms int,
        mos_hundredths int)
      JOIN trunks t ON t.slug = r.trunk
    ON CONFLICT (trunk_id, minute, agent_id) DO UPDATE SET attempts = EXCLUDED.attempts, answered = EXCLUDED.answered,
        network_failures = EXCLUDED.network_failures, congested = EXCLUDED.congested, callee = EXCLUDED.callee,
        talk_seconds = EXCLUDED.talk_seconds, peak_in_progress = EXCLUDED.peak_in_progress, delay_p50_ms = EXCLUDED.delay_p50_ms,
        delay_p95_ms = EXCLUDED.delay_p95_ms, mos_hundredths = EXCLUDED.mos_hundredths`;
}

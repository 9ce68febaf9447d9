import 'server-only';
import type { AgentRecord } from '@/lib/agent/types';
import type { Transaction } from '@/lib/db';
import type { RouteStateName } from '@/lib/failover/types';
import { isRouteState } from './rules';

type StandingRecord = Extract<AgentRecord, { type: 'standing' }>;
type StateRecord = Extract<AgentRecord, { type: 'route-state' }>;
type Route = Pick<StateRecord, 'trunkId' | 'destinationGroup' | 'number'>;

/** Why a state or an incident ended that an agent began without. */
export const AGENT_RESTARTED = 'agent-restarted';

function keyOf({ trunkId, destinationGroup, number }: Route): string {
  return JSON.stringify([trunkId, destinationGroup, number]);
}

/** The changes that lie between what an agent recorded of its routes before it began and how they stand for it. */
export async function listMissedChanges(
  tx: Transaction,
  agentId: string,
  { at, routes }: StandingRecord,
): Promise<StateRecord[]> {
  const recorded = await tx.$queryRaw<(Route & { state: string })[]>`
    SELECT DISTINCT ON (e.trunk_id, e.destination_group, e.number)
           t.slug AS "trunkId", e.destination_group AS "destinationGroup", e.number, e.to_state AS state
      FROM route_events e JOIN trunks t ON t.id = e.trunk_id
     WHERE e.agent_id = ${agentId} AND e.at <= ${new Date(at)}
     ORDER BY e.trunk_id, e.destination_group, e.number, e.at DESC, e.id DESC`;
  const states = new Map(routes.map((route) => [keyOf(route), route.state]));
  const before = new Map(recorded.map((route) => [keyOf(route), route.state]));
  const all = new Map<string, Route>([...recorded, ...routes].map((route) => [keyOf(route), route]));
  return [...all].flatMap(([key, { trunkId, destinationGroup, number }]): StateRecord[] => {
    const told = before.get(key) ?? 'healthy';
    const from: RouteStateName = isRouteState(told) ? told : 'healthy';
    const to = states.get(key) ?? 'healthy';
    if (from === to) return [];
    const trace = { at, rule: AGENT_RESTARTED, figures: {} };
    return [{ type: 'route-state', at, trunkId, destinationGroup, number, from, to, trace }];
  });
}

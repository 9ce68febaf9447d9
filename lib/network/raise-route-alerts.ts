import 'server-only';
import type { AgentRecord } from '@/lib/agent/types';
import { raiseNetworkAlerts } from '@/lib/alerts';
import type { Transaction } from '@/lib/db';
import { outlineTrace } from '@/lib/failover/explain';
import type { RouteStateName, TraceEntry } from '@/lib/failover/types';

type StateRecord = Extract<AgentRecord, { type: 'route-state' }>;

/** An incident as it was just opened or closed, with why. */
export interface IncidentChange {
  kind: 'incident_opened' | 'incident_closed';
  id: string;
  trunkId: number;
  at: Date;
  /** Of one that was opened; null when nothing else of its trunk was open. */
  partOfId: string | null;
  trace: Pick<TraceEntry, 'rule' | 'figures'>;
}

/**
 * Whether something else still goes on there. A fault is often found on one destination group and then on its trunk,
 * whose incident takes the first one's place: that is neither a second failure nor a recovery.
 */
async function isPartOfAnother(tx: Transaction, { kind, id, trunkId, partOfId }: IncidentChange): Promise<boolean> {
  if (kind === 'incident_opened') return partOfId !== null;
  const trunk = { carrier: { trunks: { some: { id: trunkId } } } };
  return (await tx.incident.count({ where: { trunk, closedAt: null, NOT: { id } } })) > 0;
}

/**
 * Tells the accounts that an incident concerns, in the transaction that writes it: that a trunk fails once, and that a
 * carrier is well when nothing of it fails any more.
 */
export async function raiseIncidentAlert(tx: Transaction, change: IncidentChange): Promise<void> {
  if (await isPartOfAnother(tx, change)) return;
  const { kind, id, trunkId, at, trace } = change;
  const { carrier } = await tx.trunk.findUniqueOrThrow({
    where: { id: trunkId },
    select: { carrier: { select: { id: true, name: true } } },
  });
  const link = `/voice/incidents/${id}`;
  await raiseNetworkAlerts(tx, { kind, carrier, occurrence: id, reason: outlineTrace(trace), link, at });
}

/** States in which calls are led around a trunk, all or most of them. */
const AVOIDED: readonly RouteStateName[] = ['open', 'degraded', 'probing', 'ramping'];

/** Whether calls begin to be led around a trunk as a whole, or come back to it; a relapse on the way back is neither. */
function turnOf({ destinationGroup, number, from, to }: StateRecord): 'failover' | 'failback' | null {
  if (destinationGroup !== null || number !== null) return null;
  const [wasAvoided, isAvoided] = [AVOIDED.includes(from), AVOIDED.includes(to)];
  if (wasAvoided === isAvoided) return null;
  return isAvoided ? 'failover' : 'failback';
}

/** Tells the accounts whose paired numbers are on a trunk that their calls leave by the fallbacks, or no longer do. */
export async function raiseRouteAlert(tx: Transaction, agentId: string, record: StateRecord): Promise<void> {
  const kind = turnOf(record);
  if (!kind) return;
  const trunk = await tx.trunk.findUnique({
    where: { slug: record.trunkId },
    select: { carrier: { select: { id: true, name: true } } },
  });
  if (!trunk) return;
  await raiseNetworkAlerts(tx, {
    ...{ kind, carrier: trunk.carrier, at: new Date(record.at), link: '/voice/incidents' },
    occurrence: `${agentId} ${record.trunkId} ${record.at}`,
    reason: outlineTrace(record.trace),
  });
}

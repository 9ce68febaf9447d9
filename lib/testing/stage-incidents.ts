import { db } from '@/lib/db';
import { createId } from '@/lib/ids';

/** An incident of a trunk that came to its end two minutes ago, with its changes of state and a part of it. */
export async function createIncident({ trunk }: { trunk: string }): Promise<string> {
  const { id: trunkId } = await db.trunk.findUniqueOrThrow({ where: { slug: trunk } });
  const end = Date.now() - 120_000;
  const at = (seconds: number) => new Date(end - 60_000 + seconds * 1_000);
  const figures = { failures: 18, attempts: 20, windowMs: 1_100 };
  const id = createId('inc');
  const row = { id, agentId: 'agent-stage', engineId: 1, trunkId, rule: 'silence', figures };
  await db.incident.create({
    data: {
      ...{ ...row, firstEvidenceAt: at(0), openedAt: at(1.1), closedAt: at(60) },
      closedBecause: { rule: 'ramp', figures: { canaries: 20 } },
      notes: { create: { id: createId('nte'), text: 'Ticket 4711 is open at the carrier.', createdBy: 'stage' } },
    },
  });
  const part = { ...row, id: createId('inc'), engineId: 2, openedAt: at(2), closedAt: at(58), partOfId: id };
  await db.incident.create({ data: part, select: { id: true } });
  const change = { agentId: 'agent-stage', trunkId, rule: 'silence', figures };
  await db.routeEvent.createMany({
    data: [
      { ...change, at: at(1.1), fromState: 'healthy', toState: 'open' },
      { ...change, at: at(35), fromState: 'open', toState: 'probing', rule: 'probe', figures: { probes: 3 } },
      { ...change, at: at(60), fromState: 'ramping', toState: 'healthy', rule: 'ramp', figures: { canaries: 20 } },
    ],
  });
  return id;
}

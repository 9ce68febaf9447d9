import 'server-only';
import { authorize, isAllowed } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { STATE_WORDS } from '@/lib/failover/explain';
import { storedFaultWords } from './format';
import { countIncidentCalls, findFirstFailover, type IncidentSpan } from './queries-incident-calls';
import { findRow, reasonFor, summaryOf } from './queries-incidents';
import { isRouteState, readFigures } from './rules';
import { STATE_EFFECTS } from './rules-incidents';
import { groupName } from './rules-routes';
import type { IncidentDetail, IncidentMoment, IncidentNote } from './types';

/** Changes this close to the incident's ends belong to it, ms. */
const EDGE_MS = 1_000;
const STATES_SHOWN = 200;

function around({ firstEvidenceAt, openedAt, closedAt }: IncidentSpan, now: Date) {
  return {
    from: new Date((firstEvidenceAt ?? openedAt).getTime() - EDGE_MS),
    to: new Date((closedAt ?? now).getTime() + EDGE_MS),
  };
}

async function listStates(ctx: Context, span: IncidentSpan): Promise<IncidentMoment[]> {
  const { from, to } = around(span, ctx.now());
  const rows = await reader(ctx).routeEvent.findMany({
    where: { trunkId: span.trunkId, at: { gte: from, lte: to }, number: null },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: STATES_SHOWN,
  });
  return rows.map(({ at, toState, destinationGroup, rule, figures }) => {
    const state = isRouteState(toState) ? toState : null;
    const reason = reasonFor(ctx, rule, figures);
    return {
      ...{ at, kind: 'state', state },
      title: `${destinationGroup === null ? 'Trunk' : groupName(destinationGroup)} ${state ? STATE_WORDS[state] : toState}`,
      sentence: state ? `${STATE_EFFECTS[state]} ${reason}` : reason,
    };
  });
}

/** What people did meanwhile: for the operator. */
async function listDone(ctx: Context, span: IncidentSpan, carrier: string): Promise<IncidentMoment[]> {
  if (!isAllowed(ctx, 'network.operate')) return [];
  const { from, to } = around(span, ctx.now());
  const [faults, overrides] = await Promise.all([
    reader(ctx).sandboxFault.findMany({
      where: { trunkId: span.trunkId, startsAt: { lte: to }, endsAt: { gte: from } },
    }),
    reader(ctx).routeOverride.findMany({
      where: {
        ...{ startsAt: { lte: to }, endsAt: { gte: from } },
        OR: [
          { targetKind: 'trunk', targetId: span.trunkSlug },
          { targetKind: 'carrier', targetId: carrier },
        ],
      },
    }),
  ]);
  const moment = (at: Date, title: string, sentence: string): IncidentMoment => ({
    ...{ at, title, sentence },
    kind: 'measure',
    state: null,
  });
  return [
    ...faults.map(({ startsAt, fault, reason }) => moment(startsAt, `Broken: ${storedFaultWords(fault)}`, reason)),
    ...overrides.map(({ startsAt, action, reason }) =>
      moment(startsAt, action === 'drain' ? 'Drained' : 'Forced', reason),
    ),
  ];
}

async function listNotes(ctx: Context, incidentId: string): Promise<IncidentNote[]> {
  const notes = await reader(ctx).incidentNote.findMany({ where: { incidentId }, orderBy: { createdAt: 'asc' } });
  const users = await reader(ctx).user.findMany({
    where: { id: { in: notes.map(({ createdBy }) => createdBy) } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  const mayKnow = isAllowed(ctx, 'network.operate');
  return notes.map(({ id, text, createdBy, createdAt }) => ({
    ...{ id, text, at: createdAt },
    // Who works here is the operator's own affair, as on Carriers.
    by: mayKnow ? (names.get(createdBy) ?? createdBy) : 'The operator',
  }));
}

type Closing = { closedAt: Date | null; closedBecause: unknown };

function closing(ctx: Context, { closedAt, closedBecause }: Closing): IncidentMoment[] {
  if (!closedAt) return [];
  const isTrace = typeof closedBecause === 'object' && closedBecause !== null && 'rule' in closedBecause;
  const figures = isTrace && 'figures' in closedBecause ? readFigures(closedBecause.figures) : {};
  // A part of the trunk failed first: no recovery, but the beginning of the trunk's own incident.
  if (typeof figures.trunk === 'string') {
    const sentence = `All of trunk ${figures.trunk} was found to fail, which is an incident of its own.`;
    return [{ at: closedAt, kind: 'state', state: null, title: 'Became the trunk’s', sentence }];
  }
  const sentence = isTrace ? reasonFor(ctx, String(closedBecause.rule), figures) : '';
  return [{ at: closedAt, kind: 'recovered', state: null, title: 'Recovered', sentence }];
}

/** An incident with its timeline and calls; null when there is none or the viewer may not see it. */
export async function findIncident(ctx: Context, id: string): Promise<IncidentDetail | null> {
  authorize(ctx, 'numbers.read');
  const row = await findRow(ctx, id);
  if (!row) return null;
  const { trunk, firstEvidenceAt, openedAt, closedAt } = row;
  const span = { trunkId: trunk.id, trunkSlug: trunk.slug, firstEvidenceAt, openedAt, closedAt };
  const summary = summaryOf(ctx, row);
  const [counted, states, done, failoverAt, notes] = await Promise.all([
    countIncidentCalls(ctx, span),
    listStates(ctx, span),
    listDone(ctx, span, trunk.carrier.slug),
    findFirstFailover(ctx, span),
    listNotes(ctx, id),
  ]);
  const moment = (at: Date | null, kind: IncidentMoment['kind'], title: string, sentence: string): IncidentMoment[] =>
    at ? [{ at, kind, state: null, title, sentence }] : [];
  const timeline = [
    ...done,
    ...moment(firstEvidenceAt, 'evidence', 'First evidence', 'The first attempt that was counted against the trunk.'),
    ...moment(openedAt, 'detected', 'Detected', summary.reason),
    ...moment(failoverAt, 'failover', 'Failover', 'The first call that left another way or was saved by its next hop.'),
    ...states,
    ...closing(ctx, row),
  ].toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return { ...summary, parts: row.parts, carrierSlug: trunk.carrier.slug, timeline, ...counted, notes };
}

import 'server-only';
import { authorize, isAllowed } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { storedFaultWords } from './format';
import { reasonFor } from './queries-incidents';
import { LAST_CHANGE } from './queries-standing';
import { isRouteState } from './rules';
import type { CarrierSummary, Measure, TrunkSummary } from './types';

const HEADERS = {
  from: 'From',
  p_asserted_identity: 'P-Asserted-Identity',
  remote_party_id: 'Remote-Party-ID',
} as const;
const FORMATS = { e164: '+91…', national_zero: '0…', national: 'national' } as const;

interface LastEvent {
  trunk_id: number;
  at: Date;
  to_state: string;
  rule: string;
  figures: unknown;
}

/** The last change of each trunk as a whole. */
function listLastEvents(ctx: Context): Promise<LastEvent[]> {
  return reader(ctx).$queryRaw<LastEvent[]>`
    SELECT t.id AS trunk_id, e.* FROM trunks t CROSS JOIN LATERAL (${LAST_CHANGE}) e`;
}

async function namesOf(ctx: Context, userIds: readonly string[]): Promise<Map<string, string>> {
  const users = await reader(ctx).user.findMany({
    where: { id: { in: [...new Set(userIds)] } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** Faults and overrides that are in force or planned, by carrier id. */
async function listMeasures(ctx: Context): Promise<Map<string, Measure[]>> {
  const now = ctx.now();
  const [faults, overrides, trunks] = await Promise.all([
    reader(ctx).sandboxFault.findMany({ where: { endedAt: null, endsAt: { gt: now } }, orderBy: { startsAt: 'asc' } }),
    reader(ctx).routeOverride.findMany({
      where: { releasedAt: null, endsAt: { gt: now }, targetKind: { in: ['trunk', 'carrier'] } },
      orderBy: { startsAt: 'asc' },
    }),
    reader(ctx).trunk.findMany({ select: { id: true, slug: true, carrier: { select: { slug: true, name: true } } } }),
  ]);
  const names = await namesOf(
    ctx,
    [...faults, ...overrides].map(({ createdBy }) => createdBy),
  );
  const mayKnow = isAllowed(ctx, 'network.operate');
  const byOf = (id: string) => (mayKnow ? (names.get(id) ?? id) : null);
  const byCarrier = new Map<string, Measure[]>();
  const add = (carrier: string | undefined, measure: Measure) =>
    byCarrier.set(carrier ?? '', [...(byCarrier.get(carrier ?? '') ?? []), measure]);
  for (const { id, trunkId, prefix, fault, reason, startsAt, endsAt, createdBy } of faults) {
    const trunk = trunks.find((one) => one.id === trunkId);
    const on = `${trunk?.slug}${prefix && `, calls to +${prefix}`}`;
    const title = storedFaultWords(fault);
    const by = byOf(createdBy);
    add(trunk?.carrier.slug, { id, kind: 'fault', title, on, reason, startsAt, endsAt, by, isPlanned: false });
  }
  for (const { id, targetKind, targetId, action, reason, startsAt, endsAt, createdBy } of overrides) {
    const trunk = trunks.find(({ slug, carrier }) => (targetKind === 'trunk' ? slug : carrier.slug) === targetId);
    const isPlanned = startsAt > now;
    const title = action === 'force' ? 'Forced' : isPlanned ? 'Planned maintenance' : 'Drained';
    const on = targetKind === 'trunk' ? targetId : `all of ${trunk?.carrier.name ?? targetId}`;
    add(trunk?.carrier.slug, { id, kind: action, title, on, reason, startsAt, endsAt, by: byOf(createdBy), isPlanned });
  }
  return byCarrier;
}

type TrunkRow = Awaited<ReturnType<typeof listRows>>[number]['trunks'][number];

function trunkSummary(ctx: Context, row: TrunkRow, event: LastEvent | undefined): TrunkSummary {
  const { slug, kind, isEnabled, maxChannels, maxCps, transport, authentication } = row;
  const record = [
    transport.toUpperCase(),
    authentication === 'ip' ? 'by IP address' : 'by registration',
    `caller ID in ${HEADERS[row.callerIdHeader]} as ${FORMATS[row.callerIdFormat]}`,
    row.answersOptions ? 'answers OPTIONS' : 'ignores OPTIONS',
  ].join(', ');
  return {
    ...{ slug, kind, isEnabled, maxChannels, maxCps, record },
    state: event && isRouteState(event.to_state) ? event.to_state : 'healthy',
    changedAt: event?.at ?? null,
    reason: event ? reasonFor(ctx, event.rule, event.figures) : null,
  };
}

function listRows(ctx: Context) {
  const isOperator = isAllowed(ctx, 'network.operate');
  const own = { accountId: ctx.accountId, status: { in: ['active' as const, 'past_due' as const] } };
  return reader(ctx).carrier.findMany({
    where: isOperator ? { trunks: { some: {} } } : { rentals: { some: own } },
    include: { trunks: { orderBy: { id: 'asc' } }, _count: { select: { rentals: { where: own } } } },
    orderBy: { name: 'asc' },
  });
}

/** The carriers with their trunks and what is laid on them: all for the operator, else those of the account's numbers. */
export async function listCarriers(ctx: Context): Promise<CarrierSummary[]> {
  authorize(ctx, 'numbers.read');
  const [carriers, events, measures, incidents] = await Promise.all([
    listRows(ctx),
    listLastEvents(ctx),
    listMeasures(ctx),
    reader(ctx).incident.findMany({ where: { closedAt: null }, select: { id: true, trunkId: true } }),
  ]);
  const isOperator = isAllowed(ctx, 'network.operate');
  const eventOf = new Map(events.map((event) => [event.trunk_id, event]));
  return carriers.map(({ slug, name, failureDomains, trunks, _count }) => ({
    slug,
    name,
    ownNumbers: _count.rentals,
    failureDomains: isOperator ? failureDomains : [],
    trunks: trunks.map((trunk) => trunkSummary(ctx, trunk, eventOf.get(trunk.id))),
    measures: measures.get(slug) ?? [],
    openIncidentId: incidents.find(({ trunkId }) => trunks.some(({ id }) => id === trunkId))?.id ?? null,
  }));
}

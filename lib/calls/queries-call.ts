import 'server-only';
import { authorize, isAllowed } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { explainHop, explainTrace, outlineHop, outlineTrace, STATE_WORDS } from '@/lib/failover/explain';
import type { Hop, RouteStateName, TraceEntry } from '@/lib/failover/types';
import { displayNumber } from '@/lib/phone';
import { CALL_SUMMARY, type CallRow, toSummary } from './queries-list';
import type { CallAttemptDetail, CallDetail, PlannedHop, RouteReason } from './types';

interface DetailRow extends CallRow {
  startedAt: Date | null;
  ringingAt: Date | null;
  postDialDelayMs: number | null;
  rateMicros: bigint;
  q850Cause: number | null;
  plan: readonly Hop[] | null;
}

interface NamedTrunk {
  slug: string;
  carrierName: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Changes of a route's state that are looked through, newest first. */
const EVENTS_READ = 200;
/** What a route was in longer ago says nothing of a call. */
const EVENTS_WITHIN_MS = 24 * 3_600_000;

/** How much of what the engine counted is told: it counts the calls of every account. */
interface Telling {
  hopSentence: (hop: Hop) => string;
  traceSentence: (trace: Pick<TraceEntry, 'rule' | 'figures'>) => string;
}

const FOR_OPERATORS: Telling = { hopSentence: explainHop, traceSentence: explainTrace };
const FOR_CUSTOMERS: Telling = { hopSentence: outlineHop, traceSentence: outlineTrace };

/** A call of the account with everything its page shows; null when there is none of that id. */
export async function findCall(ctx: Context, uuid: string): Promise<CallDetail | null> {
  authorize(ctx, 'calls.read');
  if (!UUID.test(uuid)) return null;
  const [row] = await reader(ctx).$queryRaw<DetailRow[]>`
    SELECT ${CALL_SUMMARY}, c.started_at AS "startedAt", c.ringing_at AS "ringingAt", c.post_dial_delay_ms AS "postDialDelayMs",
           c.rate_micros AS "rateMicros", c.q850_cause AS "q850Cause", c.plan
      FROM calls c LEFT JOIN carriers k ON k.id = c.carrier_id
     WHERE c.uuid = ${uuid}::uuid AND c.account_id = ${ctx.accountId}`;
  if (!row) return null;
  const { plan, startedAt, ringingAt, postDialDelayMs, rateMicros, q850Cause, ...summary } = row;
  const hops = plan ?? [];
  const telling = isAllowed(ctx, 'network.operate') ? FOR_OPERATORS : FOR_CUSTOMERS;
  const [attempts, trunks, reasons] = await Promise.all([
    readAttempts(ctx, row.id),
    readTrunks(ctx, hops),
    readReasons(ctx, hops, row.queuedAt),
  ]);
  return {
    ...toSummary(summary),
    ...{ startedAt, ringingAt, postDialDelayMs, rateMicros, q850Cause, attempts },
    presentedDisplay: row.presentedNumber && displayNumber(row.presentedNumber),
    reasons: reasons.map((event) => reasonOf(event, telling)),
    plan: hops.map((hop, index) => ({
      ...plannedHop(hop, trunks.get(hop.trunkId), telling),
      attempt: attemptOfHop(attempts, index),
    })),
  };
}

/** The attempts of a call in their order; whose call it is, its reader has asked. */
export async function readAttempts(ctx: Context, callId: bigint): Promise<CallAttemptDetail[]> {
  type Row = Omit<CallAttemptDetail, 'presentedDisplay'> & { presentedNumber: string };
  const rows = await reader(ctx).$queryRaw<Row[]>`
    SELECT a.position, a.hop_index AS "hopIndex", COALESCE(t.slug, 'gone') AS "trunkId", COALESCE(k.name, 'A former carrier') AS "carrierName",
           a.presented_number AS "presentedNumber", a.sent_at AS "sentAt", a.responded_at AS "respondedAt", a.ringing_at AS "ringingAt",
           a.answered_at AS "answeredAt", a.ended_at AS "endedAt", a.sip_code AS "sipCode", a.q850_cause AS cause, a.local_end AS local,
           a.outcome, a.is_blamed AS "isBlamed", a.is_late_answer AS "isLateAnswer", a.mos_hundredths AS "mosHundredths"
      FROM call_attempts a LEFT JOIN trunks t ON t.id = a.trunk_id LEFT JOIN carriers k ON k.id = a.carrier_id
     WHERE a.call_id = ${callId} ORDER BY a.position`;
  return rows.map(({ presentedNumber, ...row }) => ({ ...row, presentedDisplay: displayNumber(presentedNumber) }));
}

async function readTrunks(ctx: Context, hops: readonly Hop[]): Promise<Map<string, NamedTrunk>> {
  const trunks = await reader(ctx).trunk.findMany({
    where: { slug: { in: hops.map(({ trunkId }) => trunkId) } },
    select: { slug: true, carrier: { select: { name: true } } },
  });
  return new Map(trunks.map(({ slug, carrier }) => [slug, { slug, carrierName: carrier.name }]));
}

function attemptOfHop(attempts: readonly CallAttemptDetail[], hopIndex: number): number | null {
  return attempts.find((attempt) => attempt.hopIndex === hopIndex)?.position ?? null;
}

function plannedHop(hop: Hop, trunk: NamedTrunk | undefined, { hopSentence }: Telling): Omit<PlannedHop, 'attempt'> {
  const presentedDisplay = displayNumber(hop.presentedNumber);
  return {
    trunkId: hop.trunkId,
    carrierName: trunk?.carrierName ?? hop.carrierId,
    presentedDisplay,
    sentence: hopSentence({ ...hop, presentedNumber: presentedDisplay.replaceAll(' ', '\u00a0') }),
  };
}

interface EventRow {
  at: Date;
  slug: string;
  carrierName: string;
  destinationGroup: string | null;
  number: string | null;
  to: RouteStateName;
  rule: string;
  figures: Record<string, number | string>;
}

/** The last change of each route of the plan before the call, where it left the route anything but healthy. */
async function readReasons(ctx: Context, hops: readonly Hop[], at: Date): Promise<EventRow[]> {
  if (hops.length === 0) return [];
  const slugs = [...new Set(hops.map(({ trunkId }) => trunkId))];
  const events = await reader(ctx).$queryRaw<EventRow[]>`
    SELECT e.at, t.slug, k.name AS "carrierName", e.destination_group AS "destinationGroup", e.number, e.to_state AS "to", e.rule, e.figures
      FROM route_events e JOIN trunks t ON t.id = e.trunk_id JOIN carriers k ON k.id = t.carrier_id
     WHERE t.slug IN (${Prisma.join(slugs)}) AND e.at <= ${at} AND e.at > ${new Date(at.getTime() - EVENTS_WITHIN_MS)}
     ORDER BY e.at DESC, e.id DESC LIMIT ${EVENTS_READ}`;
  const newest = new Map<string, EventRow>();
  for (const event of events.filter((each) => concerns(each, hops))) {
    const part = `${event.slug} ${event.destinationGroup ?? ''} ${event.number ?? ''}`;
    if (!newest.has(part)) newest.set(part, event);
  }
  return [...newest.values()].filter(({ to }) => to !== 'healthy').reverse();
}

/** A part of a trunk matters to a call that would go through that part. */
function concerns({ slug, destinationGroup, number }: EventRow, hops: readonly Hop[]): boolean {
  return hops.some(
    (hop) =>
      hop.trunkId === slug &&
      (destinationGroup === null || hop.destinationGroup === destinationGroup) &&
      (number === null || hop.presentedNumber === number),
  );
}

function reasonOf(event: EventRow, { traceSentence }: Telling): RouteReason {
  const { at, slug, carrierName, destinationGroup, number, to } = event;
  const part = number
    ? ` for calls from ${displayNumber(number).replaceAll(' ', '\u00a0')}`
    : destinationGroup
      ? ` for ${destinationGroup}`
      : '';
  const sentence = `Trunk ${slug} was ${STATE_WORDS[to]}${part}. ${traceSentence(event)}`;
  return { at, trunkId: slug, carrierName, sentence };
}

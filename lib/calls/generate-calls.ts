import 'server-only';
import { type AuditContext, recordAudit } from '@/lib/audit';
import { db, Prisma, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { type ProgressListener, withoutIndexes } from '@/lib/stock';
import { CALL_ID_EPOCH as ID_EPOCH } from './rules';

export interface GenerateCallsOptions {
  accountId: string;
  /** How many calls to make. */
  count: number;
  /** They are spread over so many days, up to now. */
  days?: number;
  /** The same seed makes the same calls at the same moment. */
  seed?: number;
  now?: Date;
  onProgress?: ProgressListener;
}

const DAY_MS = 86_400_000;
/** Calls a statement inserts: enough to make its overhead nothing, few enough to show progress. */
const BATCH = 200_000;
/** A load of ten million takes minutes. */
const LOAD_TIMEOUT_MS = 6 * 3_600_000;
/** Ids of generated calls are those of an agent that does not exist. */
const GENERATOR_INDEX = 15;

/** A caller number with the ways its calls take: its own, and its fallback's where there is one. */
interface Caller {
  rentalId: string;
  number: string;
  carrierId: number;
  trunkId: number;
  fallback: string | null;
  fallbackCarrierId: number | null;
  fallbackTrunkId: number | null;
}

/** The account's numbers that could call; of each carrier its first trunk. */
async function findCallers(accountId: string): Promise<Caller[]> {
  const callers = await db.$queryRaw<Caller[]>`
    WITH first_trunk AS (SELECT DISTINCT ON (carrier_id) carrier_id, id FROM trunks ORDER BY carrier_id, id)
    SELECT r.id AS "rentalId", r.number, r.carrier_id AS "carrierId", t.id AS "trunkId", f.number AS fallback,
           f.carrier_id AS "fallbackCarrierId", ft.id AS "fallbackTrunkId"
      FROM rentals r JOIN first_trunk t ON t.carrier_id = r.carrier_id
      LEFT JOIN ha_pairs p ON p.primary_rental_id = r.id AND p.state = 'active'
      LEFT JOIN rentals f ON f.id = p.fallback_rental_id AND f.status = 'active'
      LEFT JOIN first_trunk ft ON ft.carrier_id = f.carrier_id
     WHERE r.account_id = ${accountId} AND r.status = 'active' AND r.country_iso = 'IN'
     ORDER BY r.number LIMIT 1000`;
  if (callers.length === 0)
    throw new AppError(
      'invalid_input',
      'The account has no active India number of a carrier with a trunk, so nobody can have called.',
    );
  return callers;
}

interface Plan extends Required<Pick<GenerateCallsOptions, 'accountId' | 'count' | 'seed'>> {
  callers: readonly Caller[];
  /** The moment of the first call, and how far apart they are, ms. */
  startMs: number;
  stepMs: number;
}

/** Draws of a call, each from a hash of its own. */
const DRAWS = ['luck', 'ring', 'talk', 'fault', 'caller', 'callee', 'moment'] as const;

/** Between 0 and 1, the same for the same call, draw and seed. */
function draw(name: (typeof DRAWS)[number], seed: number): Prisma.Sql {
  const key = BigInt(seed) * 16n + BigInt(DRAWS.indexOf(name));
  return Prisma.sql`(hashint8extended(i, ${key}::bigint) & 4503599627370495) / 4503599627370496::float8`;
}

/**
 * What the database works out of call i: who calls whom and when (`ms`), which way it takes, how it ends.
 * An hour in fifty is an outage of the caller's carrier; one call in a hundred and fifty fails by itself
 * at its first hop. Times are ms after `ms`.
 */
function drawnCalls({ callers, seed, startMs, stepMs }: Plan, from: number, until: number): Prisma.Sql {
  return Prisma.sql`
    caller AS (
      SELECT row_number() OVER () - 1 AS place, c.* FROM jsonb_to_recordset(${JSON.stringify(callers)}::jsonb) AS c("rentalId" text,
        number text, "carrierId" int, "trunkId" int, fallback text, "fallbackCarrierId" int, "fallbackTrunkId" int)
    ), drawn AS MATERIALIZED (
      SELECT i, ${draw('luck', seed)} AS luck, ${draw('ring', seed)} AS ring, ${draw('talk', seed)} AS talk, ${draw('fault', seed)} AS fault,
             floor(${draw('caller', seed)} * ${callers.length}::int)::int AS place, floor(${draw('callee', seed)} * 200000)::int AS callee,
             floor(${startMs}::float8 + (i + ${draw('moment', seed)}) * ${stepMs}::float8)::bigint AS ms
        FROM generate_series(${from}::bigint, ${until - 1}::bigint) i
    ), routed AS (
      SELECT d.*, c.*, hashint8extended(d.ms / 3600000, c."carrierId") % 50 = 0 AS is_outage, d.fault < 1.0 / 150 AS is_glitch,
             1000 + floor(d.ring * 3000)::int AS ring_ms, 3000 + floor(d.ring * 17000)::int AS answer_ms,
             2000 + floor(-ln(1 - d.talk) * 90000)::int AS talk_ms
        FROM drawn d JOIN caller c ON c.place = d.place
    ), call AS (
      SELECT *, ((ms - ${ID_EPOCH}::bigint) * 32 + i % 32) * 16 + ${GENERATOR_INDEX}::int AS id,
             (is_outage OR is_glitch) AND fallback IS NULL AS is_lost, (is_outage OR is_glitch) AND fallback IS NOT NULL AS failed_over,
             is_glitch AND NOT is_outage AND fallback IS NOT NULL AS is_retried,
             CASE WHEN luck < 0.52 THEN 'completed' WHEN luck < 0.74 THEN 'no_answer' WHEN luck < 0.86 THEN 'busy'
                  WHEN luck < 0.93 THEN 'canceled' ELSE 'failed' END AS end_state
        FROM routed
    ), ended AS (
      SELECT *, CASE WHEN is_lost THEN 'failed' ELSE end_state END AS state, NOT is_lost AND end_state = 'completed' AS is_answered,
             CASE WHEN is_retried THEN 805 ELSE 5 END AS sent_ms,
             CASE WHEN is_lost THEN 3080 WHEN end_state = 'completed' THEN 4000 WHEN end_state = 'no_answer' THEN 3000 WHEN end_state = 'busy' THEN 3010
                  WHEN end_state = 'canceled' THEN 1000 WHEN luck < 0.97 THEN 3050 ELSE 3020 END AS code,
             CASE WHEN is_lost THEN 503 WHEN end_state = 'completed' THEN 200 WHEN end_state = 'busy' THEN 486
                  WHEN end_state IN ('no_answer', 'canceled') THEN 487 WHEN luck < 0.97 THEN 404 ELSE 603 END AS sip,
             CASE WHEN is_lost THEN 900 WHEN end_state = 'completed' THEN answer_ms + talk_ms WHEN end_state = 'no_answer' THEN 45000
                  WHEN end_state = 'canceled' THEN answer_ms ELSE 1500 END AS end_ms
        FROM call
    )`;
}

/** An instant so many ms after the call was asked for. */
function after(ms: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`to_timestamp((ms + ${ms}) / 1000.0)`;
}

async function insertCalls(tx: Transaction, plan: Plan, from: number, until: number): Promise<number> {
  const [none, rings, answers, ends] = [
    Prisma.sql`0`,
    Prisma.sql`sent_ms + ring_ms`,
    Prisma.sql`sent_ms + answer_ms`,
    Prisma.sql`sent_ms + end_ms`,
  ];
  return tx.$executeRaw`
    WITH ${drawnCalls(plan, from, until)}
    INSERT INTO calls (id, uuid, account_id, agent_id, purpose, from_number, to_number, presented_number, rental_id, state, queued_at, started_at,
        ringing_at, answered_at, ended_at, post_dial_delay_ms, duration_seconds, billed_seconds, rate_micros, amount_micros, tax_micros, currency,
        hangup_code, hangup_source, sip_code, q850_cause, carrier_id, trunk_id, attempt_count, failed_over, saved)
    SELECT id, gen_random_uuid(), ${plan.accountId}, 'generator', 'customer', number, '9198' || lpad((callee * 499)::text, 8, '0'),
        CASE WHEN failed_over THEN fallback ELSE number END, "rentalId", state::"CallState", ${after(none)}, ${after(Prisma.sql`5`)},
        CASE WHEN state IN ('completed', 'no_answer', 'canceled') THEN ${after(rings)} END, CASE WHEN is_answered THEN ${after(answers)} END, ${after(ends)},
        CASE WHEN state IN ('completed', 'no_answer', 'canceled') THEN sent_ms + ring_ms END, CASE WHEN is_answered THEN (talk_ms + 999) / 1000 ELSE 0 END,
        CASE WHEN is_answered THEN ((talk_ms + 999) / 1000 + 59) / 60 * 60 ELSE 0 END, 0, 0, 0,
        (SELECT currency FROM accounts WHERE id = ${plan.accountId}),
        code, (CASE WHEN is_lost THEN 'carrier' WHEN state = 'canceled' THEN 'caller' ELSE 'callee' END)::"HangupSource", sip, NULL,
        CASE WHEN failed_over THEN "fallbackCarrierId" ELSE "carrierId" END, CASE WHEN failed_over THEN "fallbackTrunkId" ELSE "trunkId" END,
        CASE WHEN is_retried THEN 2 ELSE 1 END, failed_over, is_retried AND is_answered
      FROM ended ORDER BY id
    ON CONFLICT DO NOTHING`;
}

/** The hop that decided, and before it the one that failed where there was one. */
async function insertAttempts(tx: Transaction, plan: Plan, from: number, until: number): Promise<number> {
  const [sent, responded, rings] = [Prisma.sql`sent_ms`, Prisma.sql`sent_ms + 60`, Prisma.sql`sent_ms + ring_ms`];
  const [answers, ends] = [Prisma.sql`sent_ms + answer_ms`, Prisma.sql`sent_ms + end_ms`];
  return tx.$executeRaw`
    WITH ${drawnCalls(plan, from, until)}
    INSERT INTO call_attempts (call_id, position, hop_index, trunk_id, carrier_id, presented_number, sent_at, responded_at, ringing_at, answered_at,
        ended_at, sip_code, local_end, phase, outcome, is_blamed, mos_hundredths)
    SELECT id, 0, 0, "trunkId", "carrierId", number, ${after(Prisma.sql`5`)}, NULL, NULL, NULL, ${after(Prisma.sql`805`)}, NULL,
        'first-response-timeout', 'sent', 'silence', TRUE, NULL::int FROM ended WHERE is_retried
    UNION ALL
    SELECT id, is_retried::int, is_retried::int, CASE WHEN failed_over THEN "fallbackTrunkId" ELSE "trunkId" END,
        CASE WHEN failed_over THEN "fallbackCarrierId" ELSE "carrierId" END, CASE WHEN failed_over THEN fallback ELSE number END, ${after(sent)},
        ${after(responded)}, CASE WHEN state IN ('completed', 'no_answer', 'canceled') THEN ${after(rings)} END,
        CASE WHEN is_answered THEN ${after(answers)} END, ${after(ends)}, sip, NULL, CASE WHEN is_answered THEN 'answered' ELSE 'trying' END,
        CASE WHEN is_lost THEN 'network' WHEN is_answered THEN 'answered' WHEN code = 3000 THEN 'no-answer' WHEN code = 3010 THEN 'busy'
             WHEN code = 1000 THEN 'caller-cancelled' WHEN code = 3050 THEN 'invalid-number' ELSE 'rejected' END,
        is_lost, CASE WHEN is_answered THEN 380 + floor(ring * 60)::int END
      FROM ended
    ON CONFLICT DO NOTHING`;
}

/** Runs `insert` over all calls, batch by batch. */
async function inBatches(
  { count }: Plan,
  tell: (done: number) => void,
  insert: (from: number, until: number) => Promise<number>,
): Promise<number> {
  let inserted = 0;
  for (let from = 0; from < count; from += BATCH) {
    const until = Math.min(count, from + BATCH);
    inserted += await insert(from, until);
    tell(until);
  }
  return inserted;
}

async function insertAll(tx: Transaction, plan: Plan, onProgress: ProgressListener): Promise<number> {
  const { count } = plan;
  const calls = () =>
    inBatches(
      plan,
      (done) => onProgress({ phase: 'inserting calls', done, total: count }),
      (from, until) => insertCalls(tx, plan, from, until),
    );
  const attempts = () =>
    inBatches(
      plan,
      (done) => onProgress({ phase: 'inserting attempts', done, total: count }),
      (from, until) => insertAttempts(tx, plan, from, until),
    );
  if (!(await isBulk(tx, count))) {
    const inserted = await calls();
    await attempts();
    return inserted;
  }
  const inserted = await withoutIndexes(tx, { table: 'calls', onProgress }, calls);
  await withoutIndexes(tx, { table: 'call_attempts', onProgress }, attempts);
  return inserted;
}

/** Whether putting the indexes back is cheaper than keeping them up to date row by row. */
async function isBulk(tx: Transaction, count: number): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ few: boolean }[]>`
    SELECT count(*) < ${count}::int AS few FROM (SELECT 1 FROM calls LIMIT ${count}::int) known`;
  return found?.few ?? false;
}

/**
 * Makes an account's call log as a month of work would leave it: callers are its own India numbers,
 * carriers fail now and then. The calls are free of charge (their rate is 0). One transaction; how many
 * were new is returned.
 *
 * @throws AppError invalid_input when the account has no number that could call.
 */
export async function generateCalls(options: GenerateCallsOptions): Promise<number> {
  const { accountId, count, days = 30, seed = 1, now = new Date(), onProgress = () => undefined } = options;
  const callers = await findCallers(accountId);
  const stepMs = (days * DAY_MS) / count;
  const plan = { accountId, count, seed, callers, startMs: Math.floor(now.getTime() - days * DAY_MS), stepMs };
  const inserted = await db.$transaction(
    async (tx) => {
      const added = await insertAll(tx, plan, onProgress);
      await recordAudit(generator(), tx, {
        action: 'calls.generate',
        entityType: 'account',
        entityId: accountId,
        after: { calls: added, seed },
      });
      return added;
    },
    { maxWait: 10_000, timeout: LOAD_TIMEOUT_MS },
  );
  onProgress({ phase: 'collecting statistics', done: 0, total: 1 });
  await db.$executeRaw`VACUUM (ANALYZE) calls, call_attempts`;
  return inserted;
}

function generator(): AuditContext {
  return {
    accountId: null,
    actor: { type: 'command', name: 'calls generate' },
    requestId: createId('req'),
    now: () => new Date(),
  };
}

import 'server-only';
import { Prisma, runPrepared } from '@/lib/db';
import { enqueueWorkflow } from '@/lib/workflows';
import { FALLBACK_PICK } from './pick-fallback';
import { NO_STOCK_REASON } from './rules';

/** Everything the statement is told: its `input` row. */
export interface PurchaseOrder {
  account_id: string;
  number: string;
  high_availability: boolean;
  reach: 'area' | 'state' | 'country';
  reservation_id: string | null;
  idempotency_key: string;
  alias: string | null;
  application_id: string | null;
  compliance_id: string | null;
  tax_inr: number;
  tax_usd: number;
  now: Date;
  consent_until: Date;
  actor_type: string;
  actor_id: string;
  request_id: string;
  client_address: string | null;
  purchase_id: string;
  rental_id: string;
  fallback_rental_id: string;
  hold_id: string;
  fallback_hold_id: string;
  pair_id: string;
  event_ids: [string, string];
}

/** The outcome as the driver hands it over: a BIGINT is text. */
type OutcomeRow = Omit<PurchaseOutcome, 'due'> & { due: string | null };

export interface PurchaseOutcome {
  held: boolean;
  /** What it costs now; null when the number, or the fallback reserved with it, could not be claimed. */
  due: bigint | null;
  pair_id: string | null;
  fallback_number: string | null;
}

const INPUT_TYPES: Record<keyof PurchaseOrder, string> = {
  account_id: 'text',
  number: 'text',
  high_availability: 'boolean',
  reach: '"FallbackReach"',
  reservation_id: 'text',
  idempotency_key: 'text',
  alias: 'text',
  application_id: 'text',
  compliance_id: 'text',
  tax_inr: 'int',
  tax_usd: 'int',
  now: 'timestamptz',
  consent_until: 'timestamptz',
  actor_type: 'text',
  actor_id: 'text',
  request_id: 'text',
  client_address: 'text',
  purchase_id: 'text',
  rental_id: 'text',
  fallback_rental_id: 'text',
  hold_id: 'text',
  fallback_hold_id: 'text',
  pair_id: 'text',
  event_ids: 'text[]',
};
const INPUT_NAMES = Object.keys(INPUT_TYPES) as (keyof PurchaseOrder)[];

// Each field is a parameter once, by its name. Materialised, so that no plan depends on their values and one is kept.
const INPUT = Prisma.raw(
  `input AS MATERIALIZED (SELECT ${INPUT_NAMES.map((name, at) => `$${at + 1}::${INPUT_TYPES[name]} AS ${name}`).join(', ')})`,
);

// A reservation settles what is bought; its lock makes one of two purchases of it wait for the other.
const RESERVATION = Prisma.sql`
    rsv AS (
      SELECT r.id, r.fallback_number, r.high_availability, r.reach FROM reservations r, input
       WHERE r.id = input.reservation_id AND r.account_id = input.account_id AND r.number = input.number
         AND r.state = 'held' AND r.expires_at > input.now
         FOR UPDATE OF r
    ), terms AS (
      SELECT COALESCE(rsv.high_availability, input.high_availability) AS high_availability,
             COALESCE(rsv.reach, input.reach) AS reach
        FROM input LEFT JOIN rsv ON true
    )`;

const FREE = Prisma.sql`i.status = 'available'`;

const FREE_OR_RESERVED = Prisma.sql`
         (CASE WHEN input.reservation_id IS NULL THEN i.status = 'available'
               ELSE i.status = 'reserved' AND i.reservation_id = (SELECT id FROM rsv) END)
         AND (NOT (SELECT high_availability FROM terms) OR (i.country_iso = 'IN' AND i.type = 'local'))`;

// Every rule that must hold when the money moves is a condition here; none is only checked before.
const claim = (isFree: Prisma.Sql) => Prisma.sql`
    kyc AS (
      SELECT k.id, k.country_iso FROM compliance_applications k, input
       WHERE k.account_id = (SELECT account_id FROM input) AND k.status = 'accepted'
         AND (input.compliance_id IS NULL OR k.id = input.compliance_id)
    ), pick AS (
      SELECT i.number, i.country_iso, i.type, i.area_id, i.carrier_id, i.series, i.rate_plan_id
        FROM inventory_numbers i, input
       WHERE i.number = (SELECT number FROM input)
         AND ${isFree}
         AND (i.country_iso <> 'IN' OR EXISTS (SELECT 1 FROM kyc WHERE kyc.country_iso = i.country_iso))
         AND (input.application_id IS NULL OR EXISTS (
               SELECT 1 FROM applications p WHERE p.id = input.application_id AND p.account_id = input.account_id))
         FOR UPDATE OF i SKIP LOCKED
    ), priced AS (
      SELECT pick.*, account.currency, k.id AS kyc_id,
             CASE account.currency WHEN 'INR' THEN input.tax_inr ELSE input.tax_usd END AS tax,
             CASE account.currency WHEN 'INR' THEN own.setup_inr_micros ELSE own.setup_usd_micros END AS setup,
             CASE account.currency WHEN 'INR' THEN own.monthly_inr_micros ELSE own.monthly_usd_micros END AS monthly,
             CASE account.currency WHEN 'INR' THEN standard.monthly_inr_micros ELSE standard.monthly_usd_micros END AS standard
        FROM pick CROSS JOIN input
        JOIN accounts account ON account.id = (SELECT account_id FROM input)
        JOIN rate_plans own ON own.id = pick.rate_plan_id
        LEFT JOIN standard_rates rate ON rate.country_iso = pick.country_iso AND rate.type = pick.type
        LEFT JOIN rate_plans standard ON standard.id = rate.rate_plan_id
        LEFT JOIN LATERAL (SELECT id FROM kyc WHERE kyc.country_iso = pick.country_iso ORDER BY id LIMIT 1) k ON true
    )`;

// With a reservation the fallback is the one the review showed, or none: never another one that would cost more.
const FALLBACK = Prisma.sql`
    fb_reserved AS (
      SELECT f.number, f.area_id, f.carrier_id, 'reserved' AS tier FROM inventory_numbers f, rsv
       WHERE EXISTS (SELECT 1 FROM pick) AND rsv.high_availability AND f.number = rsv.fallback_number
         AND f.status = 'reserved' AND f.reservation_id = rsv.id
         FOR UPDATE OF f SKIP LOCKED
    ), wish AS (
      SELECT pick.area_id, areas.region, pick.country_iso, pick.type, pick.series, carriers.failure_domains, terms.reach
        FROM pick JOIN areas ON areas.id = pick.area_id JOIN carriers ON carriers.id = pick.carrier_id CROSS JOIN terms CROSS JOIN input
       WHERE terms.high_availability AND input.reservation_id IS NULL
    ), ${FALLBACK_PICK}, chosen AS (
      SELECT * FROM fb_reserved UNION ALL SELECT * FROM fb
    )`;

const FALLBACK_KEPT = Prisma.sql`WHERE NOT EXISTS (
        SELECT 1 FROM rsv WHERE rsv.fallback_number IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fb_reserved))`;

/** Adds `sql` to a statement that has a fallback to think of; one without is spared the planning. */
type WhenPaired = (sql: Prisma.Sql) => Prisma.Sql;

// The same arithmetic as lib/billing/rules: tax on the net sum, rounded half up to the micro.
const hold = (whenPaired: WhenPaired) => Prisma.sql`
    sums AS (
      SELECT setup + monthly + ((setup + monthly) * tax + 5000) / 10000 AS own,
             COALESCE(standard, monthly) + (COALESCE(standard, monthly) * tax + 5000) / 10000 AS fallback FROM priced
       ${whenPaired(FALLBACK_KEPT)}
    ), cost AS (
      SELECT own, fallback, own ${whenPaired(Prisma.sql`+ CASE WHEN EXISTS (SELECT 1 FROM chosen) THEN fallback ELSE 0 END`)} AS due FROM sums
    ), hold AS (
      UPDATE accounts SET held_micros = held_micros + cost.due FROM cost
       WHERE accounts.id = (SELECT account_id FROM input) AND balance_micros - held_micros >= cost.due
      RETURNING cost.due, cost.own, cost.fallback
    )`;

const RENTAL_COLUMNS = Prisma.sql`(id, account_id, number, area_id, carrier_id, alias, country_iso, type,
        application_id, compliance_application_id, currency, setup_micros, monthly_micros, tax_basis_points, created_at)`;

const writes = (whenPaired: WhenPaired, pairId: Prisma.Sql) => Prisma.sql`
    bought AS (
      INSERT INTO purchases (id, account_id, idempotency_key, number, rental_id, pair_id, due_now_micros, created_at)
      SELECT purchase_id, account_id, idempotency_key, input.number, rental_id,
             ${pairId}, hold.due, now
        FROM input, hold
    ), claimed AS (
      UPDATE inventory_numbers SET status = 'rented', reservation_id = NULL FROM hold
       WHERE number = ANY(ARRAY(SELECT number FROM pick ${whenPaired(Prisma.sql`UNION ALL SELECT number FROM chosen`)}))
    ), rented AS (
      INSERT INTO rentals ${RENTAL_COLUMNS}
      SELECT input.rental_id, account_id, input.number, area_id, carrier_id, alias, country_iso, type,
             application_id, kyc_id, currency, setup, monthly, tax, now FROM input, priced, hold
      ${whenPaired(Prisma.sql`UNION ALL
      SELECT input.fallback_rental_id, account_id, chosen.number, chosen.area_id, chosen.carrier_id, NULL, country_iso, type,
             application_id, kyc_id, currency, 0, COALESCE(standard, monthly), tax, now FROM input, priced, chosen, hold`)}
    ), holds AS (
      INSERT INTO balance_holds (id, account_id, rental_id, amount_micros, created_at)
      SELECT hold_id, account_id, rental_id, hold.own, now FROM input, hold
      ${whenPaired(Prisma.sql`UNION ALL
      SELECT fallback_hold_id, account_id, fallback_rental_id, hold.fallback, now FROM input, hold, chosen`)}
    ), audited AS (
      INSERT INTO audit_events (account_id, actor_type, actor_id, action, entity_type, entity_id, after, request_id, address, at)
      SELECT account_id, actor_type, actor_id, 'number.buy', 'rental', rental_id,
             jsonb_build_object('number', number, 'heldMicros', hold.due::text
               ${whenPaired(Prisma.sql`, 'highAvailability', (SELECT high_availability FROM terms), 'fallbackNumber', (SELECT number FROM chosen)`)}),
             request_id, client_address, now
        FROM input, hold
    )`;

const USED = Prisma.sql`used AS (UPDATE reservations SET state = 'used' FROM hold, rsv WHERE reservations.id = rsv.id)`;

// What the customer reads on the pair's time line.
const REASON = Prisma.sql`CASE WHEN chosen.number IS NULL
                THEN ${Prisma.raw(`'${NO_STOCK_REASON}'`)} ELSE 'A number of another carrier was set aside as the fallback.' END`;

const PAIR_WRITES = Prisma.sql`
    pair AS (
      INSERT INTO ha_pairs (id, account_id, primary_rental_id, fallback_rental_id, state, state_reason, reach, consent_until, created_at, updated_at)
      SELECT input.pair_id, account_id, rental_id, CASE WHEN chosen.number IS NOT NULL THEN fallback_rental_id END,
             CASE WHEN chosen.number IS NULL THEN 'waiting_for_stock' ELSE 'reserved' END::"HaPairState",
             ${REASON},
             terms.reach, consent_until, now, now
        FROM hold CROSS JOIN input CROSS JOIN terms LEFT JOIN chosen ON true WHERE terms.high_availability
    ), pair_events AS (
      INSERT INTO ha_pair_events (id, pair_id, state, reason, at)
      SELECT event_ids[1], input.pair_id, 'requested'::"HaPairState", 'High availability was asked for while buying.', now
        FROM hold, input, terms WHERE terms.high_availability
      UNION ALL
      SELECT event_ids[2], input.pair_id, CASE WHEN chosen.number IS NULL THEN 'waiting_for_stock' ELSE 'reserved' END::"HaPairState",
             ${REASON}, now + interval '1 millisecond'
        FROM hold CROSS JOIN input CROSS JOIN terms LEFT JOIN chosen ON true WHERE terms.high_availability
    )`;

const PAIR_ID = Prisma.sql`(SELECT input.pair_id FROM terms WHERE terms.high_availability)`;
const always: WhenPaired = (sql) => sql;
const never: WhenPaired = () => Prisma.empty;

const RENTAL_WORKFLOW = Prisma.sql`(SELECT ${enqueueWorkflow('provisionRental', Prisma.sql`rental_id`)} FROM input, hold)`;
const PAIR_WORKFLOW = Prisma.sql`(SELECT ${enqueueWorkflow('provisionPair', Prisma.sql`pair_id`, Prisma.sql`fallback_rental_id`)} FROM input, hold, chosen)`;

// Composed once: every purchase sends the same text, which is planned once a connection.
const SINGLE = Prisma.sql`
    WITH ${INPUT}, ${claim(FREE)}, ${hold(never)}, ${writes(never, Prisma.sql`NULL`)}
    SELECT EXISTS (SELECT 1 FROM hold) AS held, (SELECT due FROM cost) AS due, NULL AS fallback_number, NULL AS pair_id,
           ${RENTAL_WORKFLOW} AS rental_workflow`.text;

const PAIRED = Prisma.sql`
    WITH ${INPUT}, ${RESERVATION}, ${claim(FREE_OR_RESERVED)}, ${FALLBACK}, ${hold(always)}, ${writes(always, PAIR_ID)}, ${USED}, ${PAIR_WRITES}
    SELECT EXISTS (SELECT 1 FROM hold) AS held, (SELECT due FROM cost) AS due, (SELECT number FROM chosen) AS fallback_number,
           (SELECT input.pair_id FROM input, terms WHERE terms.high_availability) AS pair_id,
           ${RENTAL_WORKFLOW} AS rental_workflow, ${PAIR_WORKFLOW} AS pair_workflow`.text;

/**
 * The whole purchase as one statement. Nothing is written unless the number could be claimed, every
 * rule holds and the balance suffices. A second purchase under the same key fails on its unique index.
 */
export async function runPurchaseStatement(order: PurchaseOrder): Promise<PurchaseOutcome> {
  const isPlain = !order.high_availability && order.reservation_id === null;
  const statement = isPlain ? { name: 'purchase-single', text: SINGLE } : { name: 'purchase-pair', text: PAIRED };
  const [outcome] = await runPrepared<OutcomeRow>(
    statement,
    INPUT_NAMES.map((name) => order[name]),
  );
  if (!outcome) throw new Error('The purchase statement returned no row');
  return { ...outcome, due: outcome.due === null ? null : BigInt(outcome.due) };
}

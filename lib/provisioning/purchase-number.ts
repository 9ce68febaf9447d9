import 'server-only';
import { requireApplication } from '@/lib/applications';
import { authorize } from '@/lib/auth';
import { firstChargeTotal, type RentalPrice } from '@/lib/billing';
import { requireAcceptedCompliance } from '@/lib/compliance';
import { actorId, type Context, reader } from '@/lib/context';
import { db, Prisma } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { enqueueWorkflow } from '@/lib/workflows';
import { getOffer, type Offer } from './queries-offer';
import { fallbackPick } from './pick-fallback';
import { findPurchase } from './queries';
import { explainRefusal } from './explain-refusal';
import { assertOffersHighAvailability, CONSENT_DAYS } from './rules';
import { type PurchaseNumberInput, purchaseNumberInput } from './schema';
import type { PurchaseResult } from './types';

const DAY_MS = 86_400_000;

interface Ids {
  purchase: string;
  rental: string;
  fallbackRental: string;
  pair: string;
}

interface Prepared {
  offer: Offer;
  ids: Ids;
  highAvailability: boolean;
  reach: 'area' | 'state' | 'country';
  reservationId: string | null;
  idempotencyKey: string;
  alias: string | null;
  applicationId: string | null;
  complianceApplicationId: string | null;
}

interface Outcome {
  held: boolean;
  /** What it would cost; null when the number itself could not be claimed. */
  due: bigint | null;
  fallback_number: string | null;
}

/**
 * Rents a number, with its fallback when high availability is asked for: the money is held, the
 * stock claimed, the rentals, the pair, the audit rows and the durable workflows written by one
 * statement, so that none of it can be there without the rest.
 *
 * @throws AppError number_taken, insufficient_balance, reservation_expired, compliance_required,
 *   not_found, invalid_input. Nothing is changed then.
 */
export async function purchaseNumber(ctx: Context, input: PurchaseNumberInput): Promise<PurchaseResult> {
  authorize(ctx, 'numbers.buy');
  const parsed = parseInput(purchaseNumberInput, input);
  const earlier = await findPurchase(ctx, parsed.idempotencyKey);
  if (earlier) return earlier;

  const offer = await getOffer(ctx, ctx.accountId, parsed.number);
  const terms = parsed.reservationId ? await reservedTerms(ctx, parsed.reservationId) : parsed;
  if (terms.highAvailability) assertOffersHighAvailability(offer);
  const applicationId = parsed.applicationId ?? null;
  if (applicationId) await requireApplication(ctx, applicationId);
  const complianceApplicationId = await requireAcceptedCompliance(ctx, offer, parsed.complianceApplicationId ?? null);
  const prepared: Prepared = {
    offer,
    ids: { purchase: createId('pur'), rental: createId('num'), fallbackRental: createId('num'), pair: createId('par') },
    highAvailability: terms.highAvailability,
    reach: terms.reach,
    reservationId: parsed.reservationId ?? null,
    idempotencyKey: parsed.idempotencyKey,
    alias: parsed.alias ?? null,
    applicationId,
    complianceApplicationId,
  };
  return runPurchase(ctx, prepared);
}

/** A reservation settles whether there is a fallback and how far away it may be. */
async function reservedTerms(ctx: Context, reservationId: string) {
  const reservation = await reader(ctx).reservation.findFirst({
    where: { id: reservationId, accountId: ctx.accountId },
    select: { highAvailability: true, reach: true },
  });
  if (!reservation) throw new AppError('not_found', 'Reservation is unknown.', { field: 'reservationId' });
  return reservation;
}

async function runPurchase(ctx: Context, prepared: Prepared): Promise<PurchaseResult> {
  const { ids, offer, idempotencyKey, reservationId } = prepared;
  let outcome: Outcome | undefined;
  try {
    [outcome] = await db.$queryRaw<Outcome[]>(purchaseStatement(ctx, prepared));
  } catch (error) {
    // The same key at the same moment: the unique index let one of them through.
    const twin = await findPurchase(ctx, idempotencyKey);
    if (twin) return twin;
    throw error;
  }
  if (!outcome?.held) {
    const due = outcome?.due ?? null;
    return explainRefusal(ctx, { number: offer.number, currency: offer.currency, idempotencyKey, reservationId, due });
  }
  return {
    purchaseId: ids.purchase,
    rentalId: ids.rental,
    number: offer.number,
    pairId: prepared.highAvailability ? ids.pair : null,
    fallbackNumber: outcome.fallback_number,
    fallbackRentalId: outcome.fallback_number ? ids.fallbackRental : null,
  };
}

/** Locks the primary's stock row when it is free, or reserved for this very purchase. */
function primaryPick(ctx: Context, { offer, reservationId, highAvailability }: Prepared): Prisma.Sql {
  return Prisma.sql`
    rsv AS (
      SELECT r.id, r.fallback_number FROM reservations r
       WHERE r.id = ${reservationId} AND r.account_id = ${ctx.accountId} AND r.state = 'held'
         AND r.number = ${offer.number} AND r.high_availability = ${highAvailability} AND r.expires_at > ${ctx.now()}::timestamptz FOR UPDATE
    ), pick AS (
      SELECT i.number FROM inventory_numbers i
       WHERE i.number = ${offer.number} AND i.rate_plan_id = ${offer.ratePlanId}
         AND (CASE WHEN ${reservationId}::text IS NULL THEN i.status = 'available'
                   ELSE i.status = 'reserved' AND i.reservation_id = (SELECT id FROM rsv) END)
         FOR UPDATE OF i SKIP LOCKED
    )`;
}

function rentalValues(ctx: Context, prepared: Prepared, price: RentalPrice): Prisma.Sql {
  const { offer } = prepared;
  return Prisma.sql`${offer.countryIso}, ${offer.type}::"NumberType",
    ${prepared.applicationId}::text, ${prepared.complianceApplicationId}::text, ${price.currency}::"Currency",
    ${price.setupMicros}::bigint, ${price.monthlyMicros}::bigint, ${price.taxBasisPoints}::int, ${ctx.now()}::timestamptz`;
}

const RENTAL_COLUMNS = Prisma.sql`(id, account_id, number, area_id, carrier_id, alias, country_iso, type,
  application_id, compliance_application_id, currency, setup_micros, monthly_micros, tax_basis_points, created_at)`;

function purchaseStatement(ctx: Context, prepared: Prepared): Prisma.Sql {
  const { offer, ids } = prepared;
  const wantsPair = prepared.highAvailability;
  const fallbackPrice = offer.fallbackPrice ?? offer.price;
  const due = firstChargeTotal(offer.price);
  const fallbackDue = wantsPair ? firstChargeTotal(fallbackPrice) : 0n;
  const now = Prisma.sql`${ctx.now()}::timestamptz`;
  const when = Prisma.sql`${wantsPair}::boolean AND EXISTS (SELECT 1 FROM pick) AND NOT EXISTS (SELECT 1 FROM fb_reserved)`;
  const wish = { ...offer, reach: prepared.reach };
  return Prisma.sql`
    WITH ${primaryPick(ctx, prepared)}, fb_reserved AS (
      SELECT f.number, f.area_id, f.carrier_id, 'reserved' AS tier FROM inventory_numbers f
       WHERE ${wantsPair}::boolean AND EXISTS (SELECT 1 FROM pick) AND f.number = (SELECT fallback_number FROM rsv)
         AND f.status = 'reserved' AND f.reservation_id = (SELECT id FROM rsv) FOR UPDATE OF f SKIP LOCKED
    ), ${fallbackPick(wish, when)}, chosen AS (
      SELECT * FROM fb_reserved UNION ALL SELECT * FROM fb
    ), cost AS (
      SELECT ${due}::bigint + CASE WHEN EXISTS (SELECT 1 FROM chosen) THEN ${fallbackDue}::bigint ELSE 0 END AS due
        FROM pick
    ), hold AS (
      UPDATE accounts SET held_micros = held_micros + cost.due FROM cost
       WHERE accounts.id = ${ctx.accountId} AND balance_micros - held_micros >= cost.due
      RETURNING cost.due
    ), bought AS (
      INSERT INTO purchases (id, account_id, idempotency_key, number, rental_id, pair_id, due_now_micros, created_at)
      SELECT ${ids.purchase}, ${ctx.accountId}, ${prepared.idempotencyKey}, ${offer.number}, ${ids.rental},
             ${wantsPair ? ids.pair : null}::text, hold.due, ${now} FROM hold
    ), claimed AS (
      UPDATE inventory_numbers SET status = 'rented', reservation_id = NULL FROM hold
       WHERE number = ${offer.number} OR number = (SELECT number FROM chosen)
    ), used AS (
      UPDATE reservations SET state = 'used' FROM hold WHERE reservations.id = (SELECT id FROM rsv)
    ), primary_rental AS (
      INSERT INTO rentals ${RENTAL_COLUMNS}
      SELECT ${ids.rental}, ${ctx.accountId}, ${offer.number}, ${offer.areaId}::int, ${offer.carrierId}::int, ${prepared.alias}::text,
             ${rentalValues(ctx, prepared, offer.price)} FROM hold
    ), fallback_rental AS (
      INSERT INTO rentals ${RENTAL_COLUMNS}
      SELECT ${ids.fallbackRental}, ${ctx.accountId}, chosen.number, chosen.area_id, chosen.carrier_id, NULL,
             ${rentalValues(ctx, prepared, fallbackPrice)} FROM hold, chosen
    ), holds AS (
      INSERT INTO balance_holds (id, account_id, rental_id, amount_micros, created_at)
      SELECT ${createId('hld')}, ${ctx.accountId}, ${ids.rental}, ${due}::bigint, ${now} FROM hold
      UNION ALL
      SELECT ${createId('hld')}, ${ctx.accountId}, ${ids.fallbackRental}, ${fallbackDue}::bigint, ${now} FROM hold, chosen
    ), ${pairRows(ctx, prepared)}, audited AS (
      INSERT INTO audit_events (account_id, actor_type, actor_id, action, entity_type, entity_id, after, request_id, at)
      SELECT ${ctx.accountId}, ${ctx.actor.type}, ${actorId(ctx)}, 'number.buy', 'rental', ${ids.rental},
             jsonb_build_object('number', ${offer.number}::text, 'highAvailability', ${wantsPair}::boolean,
               'fallbackNumber', (SELECT number FROM chosen), 'heldMicros', hold.due::text), ${ctx.requestId}, ${now} FROM hold
    )
    SELECT EXISTS (SELECT 1 FROM hold) AS held, (SELECT due FROM cost) AS due, (SELECT number FROM chosen) AS fallback_number,
           (SELECT ${enqueueWorkflow('provisionRental', ids.rental)} FROM hold) AS rental_workflow,
           (SELECT ${enqueueWorkflow('provisionPair', ids.pair, ids.fallbackRental)} FROM hold, chosen) AS pair_workflow`;
}

function pairRows(ctx: Context, { ids, highAvailability, reach }: Prepared): Prisma.Sql {
  const now = Prisma.sql`${ctx.now()}::timestamptz`;
  const consentUntil = new Date(ctx.now().getTime() + CONSENT_DAYS * DAY_MS);
  return Prisma.sql`
    pair AS (
      INSERT INTO ha_pairs (id, account_id, primary_rental_id, fallback_rental_id, state, reach, consent_until, created_at, updated_at)
      SELECT ${ids.pair}, ${ctx.accountId}, ${ids.rental}, CASE WHEN chosen.number IS NULL THEN NULL ELSE ${ids.fallbackRental} END,
             CASE WHEN chosen.number IS NULL THEN 'waiting_for_stock' ELSE 'reserved' END::"HaPairState",
             ${reach}::"FallbackReach", ${consentUntil}::timestamptz, ${now}, ${now}
        FROM hold LEFT JOIN chosen ON true WHERE ${highAvailability}::boolean
    ), pair_events AS (
      INSERT INTO ha_pair_events (id, pair_id, state, reason, at)
      SELECT ${createId('evt')}, ${ids.pair}, 'requested'::"HaPairState", 'High availability was asked for while buying.', ${now}
        FROM hold WHERE ${highAvailability}::boolean
      UNION ALL
      SELECT ${createId('evt')}, ${ids.pair}, CASE WHEN chosen.number IS NULL THEN 'waiting_for_stock' ELSE 'reserved' END::"HaPairState",
             CASE WHEN chosen.number IS NULL THEN 'No number of a carrier with separate equipment is free; it is looked for until one is. Nothing is charged meanwhile.'
                  ELSE 'A number of another carrier was set aside as the fallback.' END, ${now} + interval '1 millisecond'
        FROM hold LEFT JOIN chosen ON true WHERE ${highAvailability}::boolean
    )`;
}

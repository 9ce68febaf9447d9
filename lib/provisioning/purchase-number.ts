import 'server-only';
import { authorize } from '@/lib/auth';
import { taxBasisPointsFor } from '@/lib/billing';
import { actorId, type Context } from '@/lib/context';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { currentClientAddress } from '@/lib/log-fields';
import { explainRefusal } from './explain-refusal';
import { type PurchaseOrder, type PurchaseOutcome, runPurchaseStatement } from './purchase-statement';
import { findPurchase } from './queries';
import { consentUntil } from './rules';
import { type PurchaseNumberInput, purchaseNumberInput } from './schema';
import type { PurchaseResult } from './types';

/**
 * Rents a number, with its fallback when high availability is asked for: the money is held, the
 * stock claimed, the rentals, the pair, the audit row and the durable workflows written by one
 * statement, so that none of it can be there without the rest.
 *
 * @throws AppError number_taken, insufficient_balance, reservation_expired, compliance_required,
 *   not_found, invalid_input. Nothing is changed then.
 */
export async function purchaseNumber(ctx: Context, input: PurchaseNumberInput): Promise<PurchaseResult> {
  authorize(ctx, 'numbers.buy');
  const order = orderOf(ctx, input);
  let outcome: PurchaseOutcome;
  try {
    outcome = await runPurchaseStatement(order);
  } catch (error) {
    // The same key at the same moment: the unique index let one of them through.
    const twin = await findPurchase(ctx, order.idempotency_key);
    if (twin) return twin;
    throw error;
  }
  if (!outcome.held) return explainRefusal(ctx, order, outcome.due);
  return {
    purchaseId: order.purchase_id,
    rentalId: order.rental_id,
    number: order.number,
    pairId: outcome.pair_id,
    fallbackNumber: outcome.fallback_number,
    fallbackRentalId: outcome.fallback_number ? order.fallback_rental_id : null,
  };
}

function orderOf(ctx: Context, input: PurchaseNumberInput): PurchaseOrder {
  const parsed = parseInput(purchaseNumberInput, input);
  const now = ctx.now();
  return {
    account_id: ctx.accountId,
    number: parsed.number,
    high_availability: parsed.highAvailability,
    reach: parsed.reach,
    reservation_id: parsed.reservationId ?? null,
    idempotency_key: parsed.idempotencyKey,
    alias: parsed.alias ?? null,
    application_id: parsed.applicationId ?? null,
    compliance_id: parsed.complianceApplicationId ?? null,
    tax_inr: taxBasisPointsFor('INR'),
    tax_usd: taxBasisPointsFor('USD'),
    now,
    consent_until: consentUntil(now),
    actor_type: ctx.actor.type,
    actor_id: actorId(ctx),
    request_id: ctx.requestId,
    client_address: currentClientAddress(),
    purchase_id: createId('pur'),
    rental_id: createId('num'),
    fallback_rental_id: createId('num'),
    hold_id: createId('hld'),
    fallback_hold_id: createId('hld'),
    pair_id: createId('par'),
    event_ids: [createId('evt'), createId('evt')],
  };
}

import 'server-only';
import { type ActivationAnswer, carrierById, type OrderAnswer } from '@/lib/carriers';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';

/**
 * Orders a rental's number at its carrier. The rental's id is the order's idempotency key, so that
 * a repeated step, after a time-out or a kill, is the same order.
 *
 * @throws CarrierUnavailable when the carrier does not answer: try again.
 */
export async function placeOrder(rentalId: string): Promise<OrderAnswer> {
  const rental = await db.rental.findUniqueOrThrow({
    where: { id: rentalId },
    select: { number: true, carrierId: true },
  });
  const { number, carrierId } = rental;
  await db.carrierOrder.upsert({
    where: { idempotencyKey: rentalId },
    create: { id: createId('ord'), rentalId, carrierId, number, idempotencyKey: rentalId },
    update: {},
  });
  const carrier = await carrierById(carrierId);
  const answer = await carrier.order({ idempotencyKey: rentalId, number });
  // A repeated step must not take an order back that went on meanwhile.
  await db.carrierOrder.updateMany({
    where: { idempotencyKey: rentalId, state: 'placing' },
    data: answer.result === 'accepted' ? { state: 'placed' } : { state: 'refused', reason: answer.reason },
  });
  return answer;
}

/** Asks the carrier whether the ordered number works yet. */
export async function askActivation(rentalId: string): Promise<ActivationAnswer> {
  const { number, carrierId } = await db.carrierOrder.findUniqueOrThrow({ where: { idempotencyKey: rentalId } });
  const carrier = await carrierById(carrierId);
  return carrier.activate({ idempotencyKey: rentalId, number });
}

/** Gives the number back to its carrier; a number never ordered needs nothing. */
export async function cancelOrder(rentalId: string): Promise<void> {
  const order = await db.carrierOrder.findUnique({ where: { idempotencyKey: rentalId } });
  if (!order) return;
  const carrier = await carrierById(order.carrierId);
  await carrier.release({ idempotencyKey: rentalId, number: order.number });
  await db.carrierOrder.update({ where: { idempotencyKey: rentalId }, data: { state: 'released' } });
}

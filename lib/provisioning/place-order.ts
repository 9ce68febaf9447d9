import 'server-only';
import { type ActivationAnswer, carrierById, type OrderAnswer } from '@/lib/carriers';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { lockRental } from './activate-rental';

const ENDED: OrderAnswer = { result: 'refused', reason: 'The order was ended.' };

/**
 * Orders a rental's number at its carrier. The rental's id is the order's idempotency key, so that
 * a repeated step, after a time-out or a kill, is the same order. Of a rental that is no longer being
 * set up nothing is ordered, and what the carrier accepted while it was ended is given back.
 *
 * @throws CarrierUnavailable when the carrier does not answer: try again.
 */
export async function placeOrder(rentalId: string): Promise<OrderAnswer> {
  const order = await beginOrder(rentalId);
  if (!order) return ENDED;
  const { number, carrierId } = order;
  const carrier = await carrierById(carrierId);
  let answer: OrderAnswer;
  try {
    answer = await carrier.order({ idempotencyKey: rentalId, number });
  } catch (error) {
    // It may have reached the carrier after the release: the next try gives it back.
    await reopenReleased(rentalId);
    throw error;
  }
  // A repeated step must not take an order back that went on meanwhile.
  await db.carrierOrder.updateMany({
    where: { idempotencyKey: rentalId, state: 'placing' },
    data: answer.result === 'accepted' ? { state: 'placed' } : { state: 'refused', reason: answer.reason },
  });
  if (answer.result !== 'accepted' || !(await reopenReleased(rentalId))) return answer;
  await cancelOrder(rentalId);
  return ENDED;
}

/** Writes the order down while the rental cannot end, so that whoever ends it finds the order; null when it has ended. */
async function beginOrder(rentalId: string): Promise<{ number: string; carrierId: number } | null> {
  const rental = await db.$transaction(async (tx) => {
    const locked = await lockRental(tx, rentalId);
    const { number, carrierId, status } = locked;
    if (status === 'provisioning') {
      await tx.carrierOrder.upsert({
        where: { idempotencyKey: rentalId },
        create: { id: createId('ord'), rentalId, carrierId, number, idempotencyKey: rentalId },
        update: {},
      });
    }
    return locked;
  });
  if (rental.status === 'provisioning') return rental;
  const isOpen = { idempotencyKey: rentalId, state: { in: ['placing' as const, 'placed' as const] } };
  if (rental.status === 'failed' && (await db.carrierOrder.count({ where: isOpen })) > 0) await cancelOrder(rentalId);
  return null;
}

/** Whether the order was given back while the carrier was being asked; then it counts as placed until it is given back again. */
async function reopenReleased(rentalId: string): Promise<boolean> {
  const { count } = await db.carrierOrder.updateMany({
    where: { idempotencyKey: rentalId, state: 'released' },
    data: { state: 'placed' },
  });
  return count > 0;
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

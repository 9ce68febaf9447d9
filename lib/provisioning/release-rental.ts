import 'server-only';
import { db } from '@/lib/db';
import type { Steps } from '@/lib/workflows';
import { cancelOrder } from './place-order';

/** With doubling waits from 1 s this keeps trying for about two hours. */
const RELEASE_ATTEMPTS = 13;

/** Durable workflow: give a number back to its carrier, then offer it to everybody again. */
export async function releaseRental(rentalId: string, steps: Steps): Promise<void> {
  await steps.run('cancel order', () => cancelOrder(rentalId), { attempts: RELEASE_ATTEMPTS });
  await steps.run('return to stock', () => returnToStock(rentalId));
}

async function returnToStock(rentalId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const rental = await tx.rental.findUniqueOrThrow({
      where: { id: rentalId },
      select: { number: true, status: true },
    });
    if (rental.status !== 'released' && rental.status !== 'failed') return;
    // Only a number nobody rents goes back: someone may have bought it back or it was withdrawn.
    await tx.$executeRaw`
      UPDATE inventory_numbers i SET status = 'available', reservation_id = NULL
       WHERE i.number = ${rental.number} AND i.status IN ('rented', 'held_for_buyback')
         AND NOT EXISTS (SELECT 1 FROM rentals r WHERE r.number = i.number AND r.status IN ('provisioning', 'active', 'past_due'))`;
  });
}

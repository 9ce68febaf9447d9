import 'server-only';
import { isUnavailable } from '@/lib/carriers';
import { db } from '@/lib/db';
import type { Steps } from '@/lib/workflows';
import { cancelOrder } from './place-order';

/** Tries in one go: with doubling waits from 1 s, about two minutes. */
const ATTEMPTS = 7;
const PAUSE_MS = 3_600_000;
/** Hourly goes at a carrier that stays silent: two weeks, then the operator's log has the error. */
const ROUNDS = 14 * 24;

/** Durable workflow: give a number back to its carrier, then offer it to everybody again. */
export async function releaseRental(rentalId: string, steps: Steps): Promise<void> {
  for (let round = 1; ; round += 1) {
    try {
      await steps.run(`cancel order ${round}`, () => cancelOrder(rentalId), { attempts: ATTEMPTS });
      break;
    } catch (error) {
      if (!isUnavailable(error) || round >= ROUNDS) throw error;
      await steps.sleep(PAUSE_MS);
    }
  }
  await steps.run('return to stock', () => returnToStock(rentalId));
}

async function returnToStock(rentalId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const rental = await tx.rental.findUniqueOrThrow({
      where: { id: rentalId },
      select: { number: true, status: true, origin: true },
    });
    if (rental.status !== 'released' && rental.status !== 'failed') return;
    // Only a number nobody rents goes back: someone may have bought it back or it was withdrawn. One that an account
    // brought is on nobody's offer: its contract with the carrier is the account's own.
    await tx.$executeRaw`
      UPDATE inventory_numbers i SET status = ${rental.origin === 'brought' ? 'withdrawn' : 'available'}::"StockStatus", reservation_id = NULL
       WHERE i.number = ${rental.number} AND i.status IN ('rented', 'held_for_buyback')
         AND NOT EXISTS (SELECT 1 FROM rentals r WHERE r.number = i.number AND r.status IN ('provisioning', 'active', 'past_due'))`;
  });
}

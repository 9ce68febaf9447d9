import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { giveUpReservation } from './reserve-numbers';
import { reservationInput } from './schema';

/** Drops a reservation before its time, so that others may have the numbers. */
export async function cancelReservation(ctx: Context, input: { reservationId: string }): Promise<void> {
  authorize(ctx, 'numbers.buy');
  const { reservationId } = parseInput(reservationInput, input);
  await withTransaction(ctx, async (tx) => {
    const own = await tx.reservation.findFirst({
      where: { id: reservationId, accountId: ctx.accountId },
      select: { state: true },
    });
    if (!own) throw new AppError('not_found', 'Reservation is unknown.', { field: 'reservationId' });
    if (!(await giveUpReservation(tx, reservationId, 'cancelled'))) return;
    await recordAudit(ctx, tx, {
      action: 'number.cancel_reservation',
      entityType: 'reservation',
      entityId: reservationId,
      before: { state: 'held' },
      after: { state: 'cancelled' },
    });
  });
}

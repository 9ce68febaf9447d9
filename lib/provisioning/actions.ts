'use server';

import { revalidatePath } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import { authAction } from '@/lib/action';
import { AppError } from '@/lib/errors';
import { cancelReservation, purchaseNumber, reserveNumbers } from '@/lib/provisioning';
import { purchaseNumberInput, reservationInput, reserveNumbersInput } from '@/lib/provisioning/schema';
import { detailsPath, resultPath, reviewPath } from './format';

function hasCode(error: unknown, code: AppError['code']): boolean {
  return error instanceof AppError && error.code === code;
}

/** Pages the browser still keeps are fetched again on Back: they show the number as it was. */
function forgetPages(): void {
  revalidatePath('/phone-numbers', 'layout');
}

/** Reserves and goes on to the review. A number sold meanwhile shows its page again, which offers others. */
export const reserveNumbersAction = authAction
  .metadata({ name: 'reserveNumbers' })
  .inputSchema(reserveNumbersInput)
  .action(async ({ parsedInput, ctx }) => {
    const { number } = parsedInput;
    const reserved = await reserveNumbers(ctx, parsedInput).catch((error: unknown) => {
      if (!hasCode(error, 'number_taken')) throw error;
      forgetPages();
      redirect(detailsPath(number), RedirectType.replace);
    });
    forgetPages();
    redirect(reviewPath(number, { ...parsedInput, reservationId: reserved.reservationId }));
  });

/** Gives the reserved numbers back and shows the number's page again, as it was filled in. */
export const cancelReservationAction = authAction
  .metadata({ name: 'cancelReservation' })
  .inputSchema(reservationInput.extend(reserveNumbersInput.shape))
  .action(async ({ parsedInput, ctx }) => {
    await cancelReservation(ctx, parsedInput);
    forgetPages();
    redirect(detailsPath(parsedInput.number, parsedInput), RedirectType.replace);
  });

/** Buys what was reviewed. The result takes the review's place in the history, so that Back does not offer to buy again. */
export const purchaseNumberAction = authAction
  .metadata({ name: 'purchaseNumber' })
  .inputSchema(purchaseNumberInput)
  .action(async ({ parsedInput, ctx }) => {
    const bought = await purchaseNumber(ctx, parsedInput).catch((error: unknown) => {
      // The review page says what became of the reservation, and shows the result if it was used.
      const { reservationId, number } = parsedInput;
      if (!hasCode(error, 'reservation_expired') || !reservationId) throw error;
      forgetPages();
      redirect(reviewPath(number, { ...parsedInput, reservationId }), RedirectType.replace);
    });
    forgetPages();
    redirect(resultPath(bought.number, bought.purchaseId), RedirectType.replace);
  });

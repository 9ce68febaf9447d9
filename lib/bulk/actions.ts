'use server';

import { revalidatePath } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import { authAction } from '@/lib/action';
import { cancelCart } from './cancel-cart';
import { cancelJob } from './cancel-job';
import { cartReviewPath, jobPath } from './format';
import { purchaseCart } from './purchase-cart';
import { reserveCart } from './reserve-cart';
import { jobInput, reserveCartInput, startEditInput } from './schema';
import { startEdit } from './start-edit';
import { startImport } from './start-import';

function showChanges(): void {
  revalidatePath('/phone-numbers', 'layout');
}

export const reserveCartAction = authAction
  .metadata({ name: 'reserveCart' })
  .inputSchema(reserveCartInput)
  .action(async ({ parsedInput, ctx }) => {
    const { jobId } = await reserveCart(ctx, parsedInput);
    showChanges();
    redirect(cartReviewPath(jobId));
  });

/** Gives the numbers back and shows them again, to be chosen anew. */
export const cancelCartAction = authAction
  .metadata({ name: 'cancelCart' })
  .inputSchema(jobInput)
  .action(async ({ parsedInput, ctx }) => {
    await cancelCart(ctx, parsedInput);
    showChanges();
    redirect('/phone-numbers/buy', RedirectType.replace);
  });

/** Buys what was reviewed; the job takes the review's place in the history, so that Back does not offer to buy again. */
export const purchaseCartAction = authAction
  .metadata({ name: 'purchaseCart' })
  .inputSchema(jobInput)
  .action(async ({ parsedInput, ctx }) => {
    const { jobId } = await purchaseCart(ctx, parsedInput);
    showChanges();
    redirect(jobPath(jobId), RedirectType.replace);
  });

export const startEditAction = authAction
  .metadata({ name: 'startEdit' })
  .inputSchema(startEditInput)
  .action(async ({ parsedInput, ctx }) => {
    const { jobId } = await startEdit(ctx, parsedInput);
    showChanges();
    redirect(jobPath(jobId));
  });

export const startImportAction = authAction
  .metadata({ name: 'startImport' })
  .inputSchema(jobInput)
  .action(async ({ parsedInput, ctx }) => {
    await startImport(ctx, parsedInput);
    showChanges();
  });

export const cancelJobAction = authAction
  .metadata({ name: 'cancelJob' })
  .inputSchema(jobInput)
  .action(async ({ parsedInput, ctx }) => {
    await cancelJob(ctx, parsedInput);
    showChanges();
  });

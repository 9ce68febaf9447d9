'use server';

import { revalidatePath } from 'next/cache';
import { authAction } from '@/lib/action';
import {
  disableHighAvailability,
  disableHighAvailabilityInput,
  enableHighAvailability,
  enableHighAvailabilityInput,
  pairOwnedNumbers,
  pairOwnedNumbersInput,
} from '@/lib/provisioning';
import { buyBackNumber } from './buy-back-number';
import { protectNumber } from './protect-number';
import { releaseNumber } from './release-number';
import { removeView } from './remove-view';
import { saveView } from './save-view';
import {
  protectNumberInput,
  releaseNumberInput,
  rentalInput,
  saveViewInput,
  updateNumberInput,
  viewInput,
} from './schema';
import { updateNumber } from './update-number';

/** Numbers stand on several pages, and their money on the billing page. */
function showChanges(): void {
  revalidatePath('/', 'layout');
}

export const updateNumberAction = authAction
  .metadata({ name: 'updateNumber' })
  .inputSchema(updateNumberInput)
  .action(async ({ parsedInput, ctx }) => {
    await updateNumber(ctx, parsedInput);
    showChanges();
  });

export const protectNumberAction = authAction
  .metadata({ name: 'protectNumber' })
  .inputSchema(protectNumberInput)
  .action(async ({ parsedInput, ctx }) => {
    await protectNumber(ctx, parsedInput);
    showChanges();
  });

export const saveViewAction = authAction
  .metadata({ name: 'saveView' })
  .inputSchema(saveViewInput)
  .action(async ({ parsedInput, ctx }) => {
    const saved = await saveView(ctx, parsedInput);
    showChanges();
    return saved;
  });

export const removeViewAction = authAction
  .metadata({ name: 'removeView' })
  .inputSchema(viewInput)
  .action(async ({ parsedInput, ctx }) => {
    await removeView(ctx, parsedInput);
    showChanges();
  });

export const enableHighAvailabilityAction = authAction
  .metadata({ name: 'enableHighAvailability' })
  .inputSchema(enableHighAvailabilityInput)
  .action(async ({ parsedInput, ctx }) => {
    const { state } = await enableHighAvailability(ctx, parsedInput);
    showChanges();
    return { state };
  });

export const disableHighAvailabilityAction = authAction
  .metadata({ name: 'disableHighAvailability' })
  .inputSchema(disableHighAvailabilityInput)
  .action(async ({ parsedInput, ctx }) => {
    await disableHighAvailability(ctx, parsedInput);
    showChanges();
  });

export const pairOwnedNumbersAction = authAction
  .metadata({ name: 'pairOwnedNumbers' })
  .inputSchema(pairOwnedNumbersInput)
  .action(async ({ parsedInput, ctx }) => {
    await pairOwnedNumbers(ctx, parsedInput);
    showChanges();
  });

export const releaseNumberAction = authAction
  .metadata({ name: 'releaseNumber' })
  .inputSchema(releaseNumberInput)
  .action(async ({ parsedInput, ctx }) => {
    const released = await releaseNumber(ctx, parsedInput);
    showChanges();
    return released;
  });

export const buyBackNumberAction = authAction
  .metadata({ name: 'buyBackNumber' })
  .inputSchema(rentalInput)
  .action(async ({ parsedInput, ctx }) => {
    const { pairId } = await buyBackNumber(ctx, parsedInput);
    showChanges();
    return { isPair: pairId !== null };
  });

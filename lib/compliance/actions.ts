'use server';

import { revalidatePath } from 'next/cache';
import { authAction } from '@/lib/action';
import { createApplication } from './create-application';
import { linkNumbers } from './link-numbers';
import { removeApplication } from './remove-application';
import {
  acceptSubmittedInput,
  applicationInput,
  createApplicationInput,
  linkNumbersInput,
  rejectSubmittedInput,
  suspendApplicationInput,
  updateApplicationInput,
} from './schema';
import { acceptSubmitted, rejectSubmitted } from './settle-submitted';
import { submitApplication } from './submit-application';
import { liftSuspension, suspendApplication } from './suspend-application';
import { updateApplication } from './update-application';

/** Applications stand on several pages, and what can be bought hangs on them. */
function showChanges(): void {
  revalidatePath('/', 'layout');
}

export const createApplicationAction = authAction
  .metadata({ name: 'createApplication' })
  .inputSchema(createApplicationInput)
  .action(async ({ parsedInput, ctx }) => {
    const { id } = await createApplication(ctx, parsedInput);
    showChanges();
    return { id };
  });

export const updateApplicationAction = authAction
  .metadata({ name: 'updateApplication' })
  .inputSchema(updateApplicationInput)
  .action(async ({ parsedInput, ctx }) => {
    await updateApplication(ctx, parsedInput);
    showChanges();
  });

export const submitApplicationAction = authAction
  .metadata({ name: 'submitApplication' })
  .inputSchema(applicationInput)
  .action(async ({ parsedInput, ctx }) => {
    await submitApplication(ctx, parsedInput);
    showChanges();
  });

export const removeApplicationAction = authAction
  .metadata({ name: 'removeApplication' })
  .inputSchema(applicationInput)
  .action(async ({ parsedInput, ctx }) => {
    await removeApplication(ctx, parsedInput);
    showChanges();
  });

export const linkNumbersAction = authAction
  .metadata({ name: 'linkNumbers' })
  .inputSchema(linkNumbersInput)
  .action(async ({ parsedInput, ctx }) => {
    const outcomes = await linkNumbers(ctx, parsedInput);
    showChanges();
    return outcomes;
  });

export const acceptSubmittedAction = authAction
  .metadata({ name: 'acceptSubmitted' })
  .inputSchema(acceptSubmittedInput)
  .action(async ({ parsedInput, ctx }) => {
    await acceptSubmitted(ctx, parsedInput);
    showChanges();
  });

export const rejectSubmittedAction = authAction
  .metadata({ name: 'rejectSubmitted' })
  .inputSchema(rejectSubmittedInput)
  .action(async ({ parsedInput, ctx }) => {
    await rejectSubmitted(ctx, parsedInput);
    showChanges();
  });

export const suspendApplicationAction = authAction
  .metadata({ name: 'suspendApplication' })
  .inputSchema(suspendApplicationInput)
  .action(async ({ parsedInput, ctx }) => {
    const effect = await suspendApplication(ctx, parsedInput);
    showChanges();
    return effect;
  });

export const liftSuspensionAction = authAction
  .metadata({ name: 'liftSuspension' })
  .inputSchema(applicationInput)
  .action(async ({ parsedInput, ctx }) => {
    const { status } = await liftSuspension(ctx, parsedInput);
    showChanges();
    return { status };
  });

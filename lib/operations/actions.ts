'use server';

import { revalidatePath } from 'next/cache';
import { authAction } from '@/lib/action';
import { addAccountFunds } from './add-account-funds';
import { cancelWorkflow } from './cancel-workflow';
import { retryWorkflow } from './retry-workflow';
import { addAccountFundsInput, updateLimitsInput, workflowInput } from './schema';
import { updateLimits } from './update-limits';

function showChanges(): void {
  revalidatePath('/operations', 'layout');
}

export const addAccountFundsAction = authAction
  .metadata({ name: 'addAccountFunds' })
  .inputSchema(addAccountFundsInput)
  .action(async ({ clientInput, ctx }) => {
    const added = await addAccountFunds(ctx, clientInput);
    showChanges();
    return added;
  });

export const updateLimitsAction = authAction
  .metadata({ name: 'updateLimits' })
  .inputSchema(updateLimitsInput)
  .action(async ({ clientInput, ctx }) => {
    await updateLimits(ctx, clientInput);
    showChanges();
  });

export const retryWorkflowAction = authAction
  .metadata({ name: 'retryWorkflow' })
  .inputSchema(workflowInput)
  .action(async ({ clientInput, ctx }) => {
    await retryWorkflow(ctx, clientInput);
    showChanges();
  });

export const cancelWorkflowAction = authAction
  .metadata({ name: 'cancelWorkflow' })
  .inputSchema(workflowInput)
  .action(async ({ clientInput, ctx }) => {
    await cancelWorkflow(ctx, clientInput);
    showChanges();
  });

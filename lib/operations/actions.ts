'use server';

import { revalidatePath } from 'next/cache';
import { authAction } from '@/lib/action';
import { addAccountFunds } from './add-account-funds';
import { cancelWorkflow } from './cancel-workflow';
import { retryWorkflow } from './retry-workflow';
import {
  addAccountFundsInput,
  failureDomainsInput,
  switchStockInput,
  updateLimitsInput,
  updateSandboxInput,
  workflowInput,
} from './schema';
import { switchStock } from './switch-stock';
import { previewFailureDomains, updateFailureDomains } from './update-failure-domains';
import { updateLimits } from './update-limits';
import { updateSandbox } from './update-sandbox';

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

export const updateSandboxAction = authAction
  .metadata({ name: 'updateSandbox' })
  .inputSchema(updateSandboxInput)
  .action(async ({ clientInput, ctx }) => {
    await updateSandbox(ctx, clientInput);
    showChanges();
  });

export const switchStockAction = authAction
  .metadata({ name: 'switchStock' })
  .inputSchema(switchStockInput)
  .action(async ({ clientInput, ctx }) => {
    const count = await switchStock(ctx, clientInput);
    showChanges();
    return count;
  });

export const previewFailureDomainsAction = authAction
  .metadata({ name: 'previewFailureDomains' })
  .inputSchema(failureDomainsInput)
  .action(({ clientInput, ctx }) => previewFailureDomains(ctx, clientInput));

export const updateFailureDomainsAction = authAction
  .metadata({ name: 'updateFailureDomains' })
  .inputSchema(failureDomainsInput)
  .action(async ({ clientInput, ctx }) => {
    await updateFailureDomains(ctx, clientInput);
    showChanges();
  });

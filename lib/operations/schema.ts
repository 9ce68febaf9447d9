import { z } from 'zod';
import { searchText } from '@/lib/search-text';

const REASON = 'Give a reason of 3 to 300 characters.';
/** Why an operator did it: stands in the audit log, and where the account sees what came of it. */
const reasonInput = z.string({ error: REASON }).trim().min(3, REASON).max(300, REASON);

const accountId = z
  .string({ error: 'Account is unknown; choose one from the list.' })
  .regex(/^acc_[0-9a-z]{26}$/, 'Account is unknown; choose one from the list.');

const whole = (label: string, max: number) => {
  const sentence = `${label} must be a whole number from 1 to ${max.toLocaleString('en')}.`;
  return z.int(sentence).min(1, sentence).max(max, sentence);
};

const page = z.number().int().min(1).max(10_000).catch(1);

export const listAccountsInput = z.object({ search: searchText('Search', 100).catch(''), page });
export type ListAccountsInput = z.input<typeof listAccountsInput>;

export const updateLimitsInput = z.strictObject({
  accountId,
  callsPerSecond: whole('Calls a second', 1_000),
  concurrentCalls: whole('Calls in progress', 100_000),
  reason: reasonInput,
});
export type UpdateLimitsInput = z.input<typeof updateLimitsInput>;

/** Amount and key are then checked as those of every top-up. */
export const addAccountFundsInput = z.strictObject({
  accountId,
  reason: reasonInput,
  /** Decimal text in the account's currency. */
  amount: z.string({ error: 'Amount must be a number such as 5000 or 250.50.' }),
  idempotencyKey: z.string({ error: 'Idempotency key is missing.' }),
});
export type AddAccountFundsInput = z.input<typeof addAccountFundsInput>;

const UNKNOWN_WORKFLOW = 'Workflow is unknown; choose one from the list.';
export const workflowInput = z.strictObject({
  workflowId: z
    .string({ error: UNKNOWN_WORKFLOW })
    .regex(/^(provisionRental|provisionPair|releaseRental):[a-z]{3}_[0-9a-z]{26}(:[\w-]{1,60})?$/, UNKNOWN_WORKFLOW),
  reason: reasonInput,
});
export type WorkflowInput = z.input<typeof workflowInput>;

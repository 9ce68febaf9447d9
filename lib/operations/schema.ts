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

const UNKNOWN_CARRIER = 'Carrier is unknown; choose one from the list.';
const carrier = z.string({ error: UNKNOWN_CARRIER }).regex(/^[a-z0-9][a-z0-9-]{0,79}$/, UNKNOWN_CARRIER);

const MOST_DELAY_MS = 600_000;
const delay = (label: string) => {
  const sentence = `${label} must be a whole number of milliseconds from 0 to ${MOST_DELAY_MS.toLocaleString('en')}.`;
  return z.int(sentence).min(0, sentence).max(MOST_DELAY_MS, sentence);
};

/** How long a sandbox carrier may be told to misbehave, in minutes. */
const MOST_SANDBOX_MINUTES = 24 * 60;
const MINUTES = `Duration must be a whole number from 1 to ${MOST_SANDBOX_MINUTES.toLocaleString('en')} minutes, or empty.`;

export const updateSandboxInput = z.strictObject({
  carrier,
  outcome: z.enum(['accept', 'refuse', 'timeout'], { error: 'Answer must be one of: accept, refuse, timeout.' }),
  orderDelayMs: delay('Order delay'),
  activationDelayMs: delay('Activation delay'),
  refusalReason: z.string().trim().max(200, 'What it says may have at most 200 characters.'),
  /** Until it answers as usual again; null for until somebody changes it. */
  minutes: z.int(MINUTES).min(1, MINUTES).max(MOST_SANDBOX_MINUTES, MINUTES).nullable(),
  reason: reasonInput,
});
export type UpdateSandboxInput = z.input<typeof updateSandboxInput>;

export const switchStockInput = z.strictObject({
  carrier,
  areaCode: z.string().regex(/^\d{0,6}$/, 'Area code must be digits such as 80, or empty for all areas.'),
  out: z.boolean(),
  reason: reasonInput,
});
export type SwitchStockInput = z.input<typeof switchStockInput>;

export const failureDomainsInput = z.strictObject({
  carrier,
  /** As typed: separated by commas. */
  failureDomains: z
    .string()
    .max(2_000, 'Failure domains may have at most 2,000 characters in all.')
    .transform((text) =>
      text
        .split(',')
        .map((domain) => domain.trim())
        .filter((domain) => domain !== ''),
    ),
});
export type FailureDomainsInput = z.input<typeof failureDomainsInput>;

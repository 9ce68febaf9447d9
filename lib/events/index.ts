import type { AccountId } from '@/lib/context';
import type { Database, Transaction } from '@/lib/db';

/** The PostgreSQL channel of account hints: "something of this account changed, look again". */
export const ACCOUNT_CHANNEL = 'twinline_account';

export type AccountTopic = 'numbers' | 'billing' | 'calls' | 'simulations' | 'notices' | 'webhooks';

/**
 * Tells the account's open pages to look again once the transaction commits. The worker does it in the
 * transaction that changes the data; after what a person does it is a statement of its own, because
 * NOTIFY takes a lock at commit that would queue up concurrent purchases.
 */
export async function notifyAccount(
  tx: Database | Transaction,
  accountId: AccountId,
  topic: AccountTopic,
): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${ACCOUNT_CHANNEL}, ${JSON.stringify({ accountId, topic })})`;
}

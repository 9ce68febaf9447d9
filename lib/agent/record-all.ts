import { recordCalls } from '@/lib/calls';
import type { AccountId } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { type RouteRecord, recordRoutes } from '@/lib/network/record-routes';
import { recordPairProof } from '@/lib/provisioning';
import type { AgentRecord, CallRecord } from './types';

/** The accounts whose pages have something new to show. */
export interface Touched {
  calls: ReadonlySet<AccountId>;
  numbers: ReadonlySet<AccountId>;
}

/** Writes records of an agent in their order, all in the caller's transaction. */
export async function recordAll(tx: Transaction, agentId: string, records: readonly AgentRecord[]): Promise<Touched> {
  const calls: CallRecord[] = [];
  const routes: RouteRecord[] = [];
  const numbers = new Set<AccountId>();
  for (const record of records) {
    if (record.type === 'call') calls.push(record.call);
    else if (record.type !== 'pair-proof') routes.push(record);
  }
  const touched = await recordCalls(tx, agentId, calls);
  await recordRoutes(tx, agentId, routes);
  for (const record of records) {
    if (record.type !== 'pair-proof') continue;
    const accountId = await recordPairProof(tx, record);
    if (accountId) numbers.add(accountId);
  }
  return { calls: touched, numbers };
}

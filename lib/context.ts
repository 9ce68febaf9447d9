import 'server-only';
import { type Database, db, type Transaction } from '@/lib/db';
import { createId } from '@/lib/ids';

declare const accountIdBrand: unique symbol;

/**
 * The id of an account the caller may act for. Only the gate (session, API credentials, worker
 * job) mints it, so a raw id from a URL does not compile where tenant data is read.
 */
export type AccountId = string & { readonly [accountIdBrand]: true };

/** Mints the brand. For gates only: the caller has proved its right to the account. */
export function asAccountId(provenId: string): AccountId {
  return provenId as AccountId;
}

export type AccountRole = 'owner' | 'admin' | 'developer' | 'finance' | 'support';

/** What an API key may do; each stands for permissions (lib/auth/permissions.ts). */
export const API_SCOPES = ['numbers:read', 'numbers:write', 'calls:read', 'calls:place', 'billing:read'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

export type Actor =
  | { type: 'user'; userId: string; role: AccountRole; isOperator: boolean }
  | { type: 'key'; keyId: string; scopes: readonly ApiScope[] }
  | { type: 'system'; job: string }
  | { type: 'command'; name: string };

/** Who acts, as audit rows name it. */
export function actorId({ actor }: Pick<Context, 'actor'>): string {
  if (actor.type === 'user') return actor.userId;
  if (actor.type === 'key') return actor.keyId;
  return actor.type === 'system' ? actor.job : actor.name;
}

/** Who acts for which account; handed to every verb as its first parameter. */
export interface Context {
  accountId: AccountId;
  actor: Actor;
  requestId: string;
  /** The clock; tests hand in their own. */
  now: () => Date;
  /** The zone in which the caller reads and types times; without one it is the account's. */
  timeZone?: string;
  /** Set while an outer transaction is open: verbs join it. */
  tx?: Transaction;
}

/** The context of a worker job or command. */
export function systemContext(accountId: AccountId, job: string, now: () => Date = () => new Date()): Context {
  return { accountId, actor: { type: 'system', job }, requestId: createId('req'), now };
}

/** Runs `work` in one transaction, joining the caller's when there is one. */
export async function withTransaction<T>(ctx: Context, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (ctx.tx) return work(ctx.tx);
  return db.$transaction(work, { maxWait: 10_000, timeout: 20_000 });
}

/** The zone that times typed by the caller are in. */
export async function readTimeZone(ctx: Context): Promise<string> {
  if (ctx.timeZone) return ctx.timeZone;
  const where = { id: ctx.accountId };
  return (await reader(ctx).account.findUniqueOrThrow({ where, select: { timeZone: true } })).timeZone;
}

/** What reads run on: the open transaction or the pool. */
export function reader(ctx: Context): Database | Transaction {
  return ctx.tx ?? db;
}

import type { AccountId, AccountRole, Context } from '@/lib/context';

export interface SessionUser {
  id: string;
  name: string;
  email: string;
  isOperator: boolean;
}

export interface SessionAccount {
  id: AccountId;
  name: string;
  currency: 'INR' | 'USD';
  timeZone: string;
  isDemo: boolean;
}

/** Who is signed in, for which account; `ctx` is what verbs take. */
export interface Session {
  user: SessionUser;
  account: SessionAccount;
  role: AccountRole;
  ctx: Context;
}

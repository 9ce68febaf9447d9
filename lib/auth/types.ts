import type { AccountId, AccountRole, Context } from '@/lib/context';

export interface SessionUser {
  id: string;
  name: string;
  email: string;
  isOperator: boolean;
  /** The zone the person chose; null: the account's. */
  timeZone: string | null;
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
  /** The browser's session, of those the user has. */
  sessionId: string;
  ctx: Context & { timeZone: string };
}

/** A browser the person is signed in with. */
export interface OwnSession {
  id: string;
  /** "Chrome on Linux", as the browser says. */
  device: string;
  address: string;
  accountName: string;
  createdAt: Date;
  lastSeenAt: Date;
  isCurrent: boolean;
}

/** An account the person is a member of. */
export interface OwnAccount {
  id: string;
  name: string;
  role: AccountRole;
  isCurrent: boolean;
}

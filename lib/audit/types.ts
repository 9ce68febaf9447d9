import type { AuditValue } from '@/lib/audit/rules';

/** One field an audited change touched; null where the field did not exist or was empty. */
export interface HistoryChange {
  field: string;
  before: AuditValue;
  after: AuditValue;
}

export interface HistoryItem {
  id: string;
  at: Date;
  action: string;
  /** What it was done to: rental, pair and so on. */
  entityType: string;
  entityId: string;
  actorType: 'user' | 'key' | 'system' | 'command';
  actorId: string;
  /** The person's name, or what acted by itself. */
  actorName: string;
  changes: HistoryChange[];
  requestId: string;
  /** The client's address; null for what no request did. */
  address: string | null;
}

/** What the log is narrowed to; null leaves a part open. */
export interface AuditFilters {
  /** A number, an id, a request's id, a name, words of an action. */
  q: string | null;
  actor: string | null;
  action: string | null;
  /** The id of what it was done to. */
  target: string | null;
  /** Days in the account's time zone, both included. */
  from: string | null;
  to: string | null;
}

export interface AuditItem extends HistoryItem {
  /** What it was done to, as people call it: a number, a name, an e-mail address. */
  target: string | null;
}

/** A page of the log, newest first, with cursors of its neighbours. */
export interface AuditPage {
  rows: AuditItem[];
  newer: string | null;
  older: string | null;
}

/** Somebody the log can be filtered by. */
export interface AuditActor {
  id: string;
  name: string;
}

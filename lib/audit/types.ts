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
  /** The person's name, or what acted by itself. */
  actorName: string;
  changes: HistoryChange[];
  requestId: string;
}

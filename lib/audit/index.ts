export { actionText } from '@/lib/audit/format';
export { listHistory, listLatest } from '@/lib/audit/queries';
export { type AuditContext, type AuditEntry, recordAudit } from '@/lib/audit/record';
export type { HistoryChange, HistoryItem } from '@/lib/audit/types';

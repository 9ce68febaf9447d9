export { listHistory } from '@/lib/audit/queries';
export { type AuditEntry, recordAudit } from '@/lib/audit/record';
export type { HistoryChange, HistoryItem } from '@/lib/audit/types';

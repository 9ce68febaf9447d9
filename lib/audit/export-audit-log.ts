import 'server-only';
import { actionText } from '@/lib/audit/format';
import { auditBatches } from '@/lib/audit/queries-log';
import type { AuditFilters, AuditItem } from '@/lib/audit/types';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { type CsvColumn, csvStream } from '@/lib/csv';
import { dayIn } from '@/lib/datetime';

function changesText(item: AuditItem, side: 'before' | 'after'): string | null {
  const entries = item.changes.map((change) => [change.field, change[side]] as const);
  return entries.some(([, value]) => value !== null) ? JSON.stringify(Object.fromEntries(entries)) : null;
}

const COLUMNS: CsvColumn<AuditItem>[] = [
  { header: 'event', value: (item) => item.id },
  { header: 'time', value: (item) => item.at },
  { header: 'actor_type', value: (item) => item.actorType },
  { header: 'actor', value: (item) => item.actorName },
  { header: 'actor_id', value: (item) => item.actorId },
  { header: 'action', value: (item) => item.action },
  { header: 'what', value: (item) => actionText(item.action) },
  { header: 'target_type', value: (item) => item.entityType },
  { header: 'target', value: (item) => item.target },
  { header: 'target_id', value: (item) => item.entityId },
  { header: 'before', value: (item) => changesText(item, 'before') },
  { header: 'after', value: (item) => changesText(item, 'after') },
  { header: 'request', value: (item) => item.requestId },
  { header: 'address', value: (item) => item.address },
];

/** The rows that fit the filters as CSV, streamed: any number of them in the memory of a batch. */
export async function exportAuditLog(
  ctx: Context,
  filters: AuditFilters,
): Promise<{ fileName: string; body: ReadableStream<Uint8Array> }> {
  authorize(ctx, 'audit.read');
  const { timeZone } = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { timeZone: true },
  });
  const fileName = `twinline-audit-log-${dayIn(timeZone, ctx.now())}.csv`;
  return { fileName, body: csvStream(COLUMNS, auditBatches(ctx, filters)) };
}

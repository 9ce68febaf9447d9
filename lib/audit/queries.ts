import 'server-only';
import type { AuditRecord } from '@/lib/audit/rules';
import { withoutSecrets } from '@/lib/audit/rules';
import type { HistoryChange, HistoryItem } from '@/lib/audit/types';
import { type Context, reader } from '@/lib/context';
import type { Prisma } from '@/lib/db';

const PAGE = 100;

function asRecord(json: Prisma.JsonValue): AuditRecord {
  return json && typeof json === 'object' && !Array.isArray(json) ? withoutSecrets(json) : {};
}

function changesBetween(before: AuditRecord, after: AuditRecord): HistoryChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

function actorTypeOf(stored: string): HistoryItem['actorType'] {
  return stored === 'user' || stored === 'key' || stored === 'command' ? stored : 'system';
}

async function namesOf(ctx: Context, events: readonly AuditRow[]): Promise<Map<string, string>> {
  const idsOf = (type: string) => [...new Set(events.flatMap((one) => (one.actorType === type ? [one.actorId] : [])))];
  const [userIds, keyIds] = [idsOf('user'), idsOf('key')];
  const columns = { id: true, name: true } as const;
  const [users, keys] = await Promise.all([
    userIds.length > 0 ? reader(ctx).user.findMany({ where: { id: { in: userIds } }, select: columns }) : [],
    keyIds.length > 0
      ? reader(ctx).apiKey.findMany({ where: { id: { in: keyIds }, accountId: ctx.accountId }, select: columns })
      : [],
  ]);
  return new Map([
    ...users.map(({ id, name }) => [id, name] as const),
    ...keys.map(({ id, name }) => [id, `Key ${name}`] as const),
  ]);
}

function actorNameOf({ actorType, actorId }: AuditRow, name: string | null): string {
  if (actorType === 'user') return name ?? 'Former user';
  if (actorType === 'key') return name ?? 'Auth Token';
  return actorType === 'command' ? `Command ${actorId}` : 'Twinline';
}

/** A row of the log as the database has it. */
export type AuditRow = Awaited<ReturnType<ReturnType<typeof reader>['auditEvent']['findMany']>>[number];

/** A row for reading: who acted, by the name of the person or key if it is known, and what changed field by field. */
export function toItem(event: AuditRow, name: string | null): HistoryItem {
  const { at, action, entityType, entityId, actorId, requestId, address } = event;
  return {
    ...{ at, action, entityType, entityId, actorId, requestId, address },
    id: event.id.toString(),
    actorType: actorTypeOf(event.actorType),
    actorName: actorNameOf(event, name),
    changes: changesBetween(asRecord(event.before), asRecord(event.after)),
  };
}

async function toItems(ctx: Context, events: readonly AuditRow[]): Promise<HistoryItem[]> {
  const names = await namesOf(ctx, events);
  return events.map((event) => toItem(event, names.get(event.actorId) ?? null));
}

/** What happened to one entity of the caller's account, newest first; the last hundred events. */
export async function listHistory(ctx: Context, entityType: string, entityId: string): Promise<HistoryItem[]> {
  const events = await reader(ctx).auditEvent.findMany({
    where: { accountId: ctx.accountId, entityType, entityId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: PAGE,
  });
  return toItems(ctx, events);
}

/** Steps on the way to something that is told itself. */
const STEPS_BETWEEN = ['pair.requested', 'pair.reserved', 'pair.ordered', 'number.reserve'];

/** The latest that was done in the caller's account, newest first: neither signing in and out nor single steps. */
export async function listLatest(ctx: Context, count: number): Promise<HistoryItem[]> {
  const events = await reader(ctx).auditEvent.findMany({
    where: { accountId: ctx.accountId, entityType: { not: 'user' }, action: { notIn: STEPS_BETWEEN } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: count,
  });
  return toItems(ctx, events);
}

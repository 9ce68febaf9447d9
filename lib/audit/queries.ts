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

async function namesOf(ctx: Context, userIds: string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const users = await reader(ctx).user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } });
  return new Map(users.map((user) => [user.id, user.name]));
}

type Row = Awaited<ReturnType<ReturnType<typeof reader>['auditEvent']['findMany']>>[number];

async function toItems(ctx: Context, events: readonly Row[]): Promise<HistoryItem[]> {
  const userIds = events.filter((event) => event.actorType === 'user').map((event) => event.actorId);
  const names = await namesOf(ctx, [...new Set(userIds)]);
  return events.map((event) => {
    const actorType = actorTypeOf(event.actorType);
    const own = actorType === 'command' ? `Command ${event.actorId}` : 'Twinline';
    return {
      id: event.id.toString(),
      at: event.at,
      action: event.action,
      entityType: event.entityType,
      entityId: event.entityId,
      actorType,
      actorName: actorType === 'user' ? (names.get(event.actorId) ?? 'Former user') : own,
      changes: changesBetween(asRecord(event.before), asRecord(event.after)),
      requestId: event.requestId,
    };
  });
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

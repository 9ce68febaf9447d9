import 'server-only';
import { findAuditMatches } from '@/lib/audit/find-matches';
import { type AuditRow, toItem } from '@/lib/audit/queries';
import type { AuditActor, AuditFilters, AuditItem, AuditPage } from '@/lib/audit/types';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { plusDays, startOfDayIn } from '@/lib/datetime';
import { Prisma } from '@/lib/db';
import type { KeysetCursor } from '@/lib/keyset';
import { displayNumber } from '@/lib/phone';

const PAGE_SIZE = 50;
const EXPORT_BATCH = 1_000;

const COLUMNS = Prisma.sql`e.id, e.account_id AS "accountId", e.actor_type AS "actorType", e.actor_id AS "actorId", e.action,
  e.entity_type AS "entityType", e.entity_id AS "entityId", e.before, e.after, e.request_id AS "requestId", e.address, e.at`;

interface Slice {
  /** Rows older, or newer, than this one. */
  from: { at: Date; id: bigint } | null;
  ascending: boolean;
  limit: number;
}

type Source = (slice: Slice) => Prisma.Sql;

async function timeConditions(ctx: Context, { from, to }: AuditFilters): Promise<Prisma.Sql[]> {
  if (!from && !to) return [];
  const { timeZone } = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { timeZone: true },
  });
  return [
    ...(from ? [Prisma.sql`at >= ${startOfDayIn(timeZone, from)}`] : []),
    ...(to ? [Prisma.sql`at < ${startOfDayIn(timeZone, plusDays(to, 1))}`] : []),
  ];
}

async function conditionsOf(ctx: Context, filters: AuditFilters): Promise<Prisma.Sql[]> {
  const { actor, action, target } = filters;
  return [
    Prisma.sql`account_id = ${ctx.accountId}`,
    ...(actor ? [Prisma.sql`actor_id = ${actor}`] : []),
    ...(action ? [Prisma.sql`action = ${action}`] : []),
    ...(target ? [Prisma.sql`entity_id = ${target}`] : []),
    ...(await timeConditions(ctx, filters)),
  ];
}

/** The rows' times and ids along one index, in its order. */
function walk(conditions: readonly Prisma.Sql[], { from, ascending, limit }: Slice): Prisma.Sql {
  const sign = ascending ? Prisma.sql`>` : Prisma.sql`<`;
  const place = from ? [Prisma.sql`(at, id) ${sign} (${from.at}, ${from.id})`] : [];
  const order = ascending ? Prisma.sql`at ASC, id ASC` : Prisma.sql`at DESC, id DESC`;
  return Prisma.sql`(SELECT at, id FROM audit_events WHERE ${Prisma.join([...conditions, ...place], ' AND ')} ORDER BY ${order} LIMIT ${limit})`;
}

/** What a search adds: each meaning of the text is a walk of its own, and none reads more rows than a page has. */
async function meaningsOf(ctx: Context, text: string): Promise<Prisma.Sql[]> {
  const { requestId, entityIds, actorIds, actions } = await findAuditMatches(ctx, text);
  return [
    ...(requestId ? [Prisma.sql`request_id = ${requestId}`] : []),
    ...entityIds.map((id) => Prisma.sql`entity_id = ${id}`),
    ...actorIds.map((id) => Prisma.sql`actor_id = ${id}`),
    ...actions.map((action) => Prisma.sql`action = ${action}`),
  ];
}

/** Where the rows that fit come from; null when nothing can. */
async function sourceOf(ctx: Context, filters: AuditFilters): Promise<Source | null> {
  const conditions = await conditionsOf(ctx, filters);
  if (filters.q === null) return (slice) => walk(conditions, slice);
  const meanings = await meaningsOf(ctx, filters.q);
  if (meanings.length === 0) return null;
  return (slice) =>
    Prisma.join(
      meanings.map((meaning) => walk([...conditions, meaning], slice)),
      ' UNION ',
    );
}

/** A row with the names of who acted and of what was acted on, where they are known. */
interface NamedRow extends AuditRow {
  actorName: string | null;
  number: string | null;
  target: string | null;
}

/** The names come with the rows: each is one look along a primary key, for no more rows than a page has. */
const NAMES = Prisma.sql`
  LEFT JOIN users au ON e.actor_type = 'user' AND au.id = e.actor_id
  LEFT JOIN api_keys ak ON e.actor_type = 'key' AND ak.id = e.actor_id AND ak.account_id = e.account_id
  LEFT JOIN rentals r ON e.entity_type = 'rental' AND r.id = e.entity_id AND r.account_id = e.account_id
  LEFT JOIN users tu ON e.entity_type = 'user' AND tu.id = e.entity_id
  LEFT JOIN api_keys tk ON e.entity_type = 'key' AND tk.id = e.entity_id AND tk.account_id = e.account_id
  LEFT JOIN invitations ti ON e.entity_type = 'invitation' AND ti.id = e.entity_id AND ti.account_id = e.account_id`;

function read(ctx: Context, source: Source, slice: Slice): Promise<NamedRow[]> {
  const order = slice.ascending ? Prisma.sql`at ASC, id ASC` : Prisma.sql`at DESC, id DESC`;
  return reader(ctx).$queryRaw<NamedRow[]>`
    SELECT ${COLUMNS}, coalesce(au.name, 'Key ' || ak.name) AS "actorName", r.number,
           coalesce(tu.name, tk.name, ti.email) AS target
      FROM (SELECT at, id FROM (${source(slice)}) found ORDER BY ${order} LIMIT ${slice.limit}) page
      JOIN audit_events e ON e.id = page.id ${NAMES} ORDER BY e.at DESC, e.id DESC`;
}

function toAuditItem({ actorName, number, target, ...row }: NamedRow): AuditItem {
  return { ...toItem(row, actorName), target: number === null ? target : displayNumber(number) };
}

function placeOf(cursor: string | null): Slice['from'] {
  if (cursor === null) return null;
  const [ms = '0', id = '0'] = cursor.split('-');
  return { at: new Date(Number(ms)), id: BigInt(id) };
}

function cursorOf(row: AuditRow | undefined): string | null {
  return row ? `${row.at.getTime()}-${row.id}` : null;
}

/** One page of the account's log, newest first; without a cursor the newest page. */
export async function listAuditLog(ctx: Context, filters: AuditFilters, cursor: KeysetCursor): Promise<AuditPage> {
  authorize(ctx, 'audit.read');
  const source = await sourceOf(ctx, filters);
  if (!source) return { rows: [], newer: null, older: null };
  const ascending = cursor.after !== null && cursor.before === null;
  const from = placeOf(cursor.before ?? cursor.after);
  const found = await read(ctx, source, { from, ascending, limit: PAGE_SIZE + 1 });
  const hasMore = found.length > PAGE_SIZE;
  // Going back, the one too many is the newest.
  const rows = ascending && hasMore ? found.slice(1) : found.slice(0, PAGE_SIZE);
  return {
    rows: rows.map(toAuditItem),
    newer: (ascending ? hasMore : from !== null) ? cursorOf(rows[0]) : null,
    older: (ascending ? rows.length > 0 : hasMore) ? cursorOf(rows.at(-1)) : null,
  };
}

/** One row of the account's log; null when it has none of this id. */
export async function findAuditEvent(ctx: Context, id: string): Promise<AuditItem | null> {
  authorize(ctx, 'audit.read');
  if (!/^\d{1,18}$/.test(id)) return null;
  const conditions = [Prisma.sql`account_id = ${ctx.accountId}`, Prisma.sql`id = ${BigInt(id)}`];
  const [row] = await read(ctx, (slice) => walk(conditions, slice), { from: null, ascending: false, limit: 1 });
  return row ? toAuditItem(row) : null;
}

/** Who the log can be filtered by: members and keys, by name. */
export async function listAuditActors(ctx: Context): Promise<AuditActor[]> {
  authorize(ctx, 'audit.read');
  const { accountId } = ctx;
  const [members, keys] = await Promise.all([
    reader(ctx).membership.findMany({ where: { accountId }, select: { user: { select: { id: true, name: true } } } }),
    reader(ctx).apiKey.findMany({ where: { accountId }, select: { id: true, name: true } }),
  ]);
  const actors = [...members.map(({ user }) => user), ...keys.map(({ id, name }) => ({ id, name: `Key ${name}` }))];
  return actors.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** All rows that fit, newest first, in batches; rows written meanwhile are not among them. */
export async function* auditBatches(ctx: Context, filters: AuditFilters): AsyncGenerator<AuditItem[]> {
  const source = await sourceOf(ctx, filters);
  let from: Slice['from'] = null;
  while (source) {
    const rows: NamedRow[] = await read(ctx, source, { from, ascending: false, limit: EXPORT_BATCH });
    const last = rows.at(-1);
    if (last) yield rows.map(toAuditItem);
    if (!last || rows.length < EXPORT_BATCH) return;
    from = last;
  }
}

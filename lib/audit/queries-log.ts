import 'server-only';
import { type AuditRow, toItem } from '@/lib/audit/queries';
import { readSearch } from '@/lib/audit/rules-search';
import type { AuditActor, AuditFilters, AuditItem, AuditPage } from '@/lib/audit/types';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { plusDays } from '@/lib/datetime';
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

/** The moment a day begins in the zone in which the caller types days. */
function startOf(ctx: Context, day: string): Prisma.Sql {
  const zone = ctx.timeZone
    ? Prisma.sql`${ctx.timeZone}::text`
    : Prisma.sql`(SELECT time_zone FROM accounts WHERE id = ${ctx.accountId})`;
  return Prisma.sql`(${day}::date::timestamp AT TIME ZONE ${zone})`;
}

function conditionsOf(ctx: Context, filters: AuditFilters): Prisma.Sql[] {
  const { actor, action, target, from, to } = filters;
  return [
    Prisma.sql`account_id = ${ctx.accountId}`,
    ...(actor ? [Prisma.sql`actor_id = ${actor}`] : []),
    ...(action ? [Prisma.sql`action = ${action}`] : []),
    ...(target ? [Prisma.sql`entity_id = ${target}`] : []),
    ...(from ? [Prisma.sql`at >= ${startOf(ctx, from)}`] : []),
    ...(to ? [Prisma.sql`at < ${startOf(ctx, plusDays(to, 1))}`] : []),
  ];
}

/** The rows' times and ids along one index, in its order. */
function walk(conditions: readonly Prisma.Sql[], { from, ascending, limit }: Slice): Prisma.Sql {
  const sign = ascending ? Prisma.sql`>` : Prisma.sql`<`;
  const place = from ? [Prisma.sql`(at, id) ${sign} (${from.at}, ${from.id})`] : [];
  const order = ascending ? Prisma.sql`at ASC, id ASC` : Prisma.sql`at DESC, id DESC`;
  return Prisma.sql`(SELECT at, id FROM audit_events WHERE ${Prisma.join([...conditions, ...place], ' AND ')} ORDER BY ${order} LIMIT ${limit})`;
}

/** Of things and people a search names, no more than this many are followed. */
const MOST_FOLLOWED = 50;

/** The rows of each id that a look-up finds, in any of the columns; it is looked up once. */
function follow(lookUp: Prisma.Sql, columns: readonly Prisma.Sql[], conditions: readonly Prisma.Sql[]): Source {
  return (slice) => {
    const walks = columns.map((column) => walk([...conditions, Prisma.sql`${column} = named.id`], slice));
    return Prisma.sql`(SELECT x.at, x.id FROM (${lookUp} LIMIT ${MOST_FOLLOWED}) named
                        CROSS JOIN LATERAL (${Prisma.join(walks, ' UNION ')}) x)`;
  };
}

const ACTOR = Prisma.sql`actor_id`;
const ENTITY = Prisma.sql`entity_id`;

/** What a search means, each a walk of its own, of which none reads more rows than a page has. */
function meaningsOf(ctx: Context, text: string, conditions: readonly Prisma.Sql[]): Source[] {
  const { requestId, id, digits, person, actions } = readSearch(text);
  const where =
    (condition: Prisma.Sql): Source =>
    (slice) =>
      walk([...conditions, condition], slice);
  const rentals = Prisma.sql`
    SELECT id FROM rentals WHERE account_id = ${ctx.accountId} AND number LIKE ${`${digits}%`} ORDER BY created_at DESC`;
  const people = Prisma.sql`
    SELECT u.id FROM memberships m JOIN users u ON u.id = m.user_id
     WHERE m.account_id = ${ctx.accountId} AND (u.name ILIKE ${person} OR u.email ILIKE ${person})`;
  return [
    ...(requestId ? [where(Prisma.sql`request_id = ${requestId}`)] : []),
    ...(id ? [where(Prisma.sql`entity_id = ${id}`), where(Prisma.sql`actor_id = ${id}`)] : []),
    ...(digits ? [where(Prisma.sql`entity_id = ${digits}`), follow(rentals, [ENTITY], conditions)] : []),
    ...(person ? [follow(people, [ACTOR, ENTITY], conditions)] : []),
    ...actions.map((action) => where(Prisma.sql`action = ${action}`)),
  ];
}

/** Where the rows that fit come from. */
function sourceOf(ctx: Context, filters: AuditFilters): Source {
  const conditions = conditionsOf(ctx, filters);
  if (filters.q === null) return (slice) => walk(conditions, slice);
  const meanings = meaningsOf(ctx, filters.q, conditions);
  return (slice) =>
    Prisma.join(
      meanings.map((meaning) => meaning(slice)),
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
  CASE e.actor_type WHEN 'user' THEN (SELECT name FROM users WHERE id = e.actor_id)
    WHEN 'key' THEN (SELECT 'Key ' || name FROM api_keys WHERE id = e.actor_id AND account_id = e.account_id)
    END AS "actorName",
  CASE e.entity_type WHEN 'rental' THEN (SELECT number FROM rentals WHERE id = e.entity_id AND account_id = e.account_id)
    END AS number,
  CASE e.entity_type WHEN 'user' THEN (SELECT name FROM users WHERE id = e.entity_id)
    WHEN 'key' THEN (SELECT name FROM api_keys WHERE id = e.entity_id AND account_id = e.account_id)
    WHEN 'invitation' THEN (SELECT email FROM invitations WHERE id = e.entity_id AND account_id = e.account_id)
    END AS target`;

function read(ctx: Context, source: Source, slice: Slice): Promise<NamedRow[]> {
  const order = slice.ascending ? Prisma.sql`at ASC, id ASC` : Prisma.sql`at DESC, id DESC`;
  return reader(ctx).$queryRaw<NamedRow[]>`
    SELECT ${COLUMNS}, ${NAMES} FROM (SELECT at, id FROM (${source(slice)}) found ORDER BY ${order} LIMIT ${slice.limit}) page
      JOIN audit_events e ON e.id = page.id ORDER BY e.at DESC, e.id DESC`;
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
  const source = sourceOf(ctx, filters);
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
  const source = sourceOf(ctx, filters);
  let from: Slice['from'] = null;
  for (;;) {
    const rows: NamedRow[] = await read(ctx, source, { from, ascending: false, limit: EXPORT_BATCH });
    const last = rows.at(-1);
    if (last) yield rows.map(toAuditItem);
    if (!last || rows.length < EXPORT_BATCH) return;
    from = last;
  }
}

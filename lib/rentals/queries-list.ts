import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { parseInput } from '@/lib/invalid-input';
import { matchingRentals, rentalOrder, visibleRentals } from './compose-rental-filter';
import type { RentalType } from './format';
import { getSummaries } from './queries-summary';
import { type ListRentalsInput, type ListRentalsQuery, listRentalsInput, type RentalFilter } from './schema';
import type { RentalFacets, RentalPage } from './types';

/** More tags than anybody reads in a list. */
const MOST_TAGS = 500;

/** How many numbers of the account there are of one country, type and carrier. */
interface Group {
  country_iso: string;
  type: RentalType;
  slug: string;
  name: string;
  count: number;
}

/** One page of the account's active numbers, filtered and sorted, and what they can be narrowed to. */
export async function listRentals(ctx: Context, input: ListRentalsInput): Promise<RentalPage> {
  authorize(ctx, 'numbers.read');
  const query = parseInput(listRentalsInput, input);
  // Groups count what these filters leave; a search or an HA filter is counted in its own pass.
  const countedByGroups = query.search.trim() === '' && !query.ha && !query.tag;
  const [groups, found, tags] = await Promise.all([
    countGroups(ctx),
    findPage(ctx, query, !countedByGroups),
    listTags(ctx),
  ]);
  const total = countedByGroups ? sumOf(groups.filter((group) => isOf(group, query))) : found.total;
  return { rows: await getSummaries(ctx, found.ids), total, facets: { ...facetsOf(groups), tags } };
}

async function countGroups(ctx: Context): Promise<Group[]> {
  return reader(ctx).$queryRaw<Group[]>`
    SELECT g.country_iso, g.type::text AS type, c.slug, c.name, g.count FROM (
      SELECT r.country_iso, r.type, r.carrier_id, count(*)::int AS count FROM rentals r
       WHERE ${visibleRentals(ctx)} GROUP BY r.country_iso, r.type, r.carrier_id
    ) g JOIN carriers c ON c.id = g.carrier_id ORDER BY c.name`;
}

/** Tags of the account's numbers in use, by name. */
async function listTags(ctx: Context): Promise<string[]> {
  const rows = await reader(ctx).$queryRaw<{ tag: string }[]>`
    SELECT DISTINCT tag FROM rentals r CROSS JOIN LATERAL unnest(r.tags) AS tag
     WHERE r.account_id = ${ctx.accountId} AND r.tags <> '{}' AND r.status <> 'released' ORDER BY tag LIMIT ${MOST_TAGS}`;
  return rows.map(({ tag }) => tag);
}

async function findPage(
  ctx: Context,
  query: ListRentalsQuery,
  counts: boolean,
): Promise<{ ids: string[]; total: number }> {
  const { sort, page, size, ...filter } = query;
  const { join, orderBy } = rentalOrder(sort);
  const matching = matchingRentals(ctx, filter);
  const total = counts ? Prisma.sql`count(*) OVER ()::int` : Prisma.sql`0`;
  const rows = await reader(ctx).$queryRaw<{ id: string; total: number }[]>`
    SELECT r.id, ${total} AS total FROM rentals r ${join} WHERE ${matching} ${orderBy} LIMIT ${size} OFFSET ${(page - 1) * size}`;
  const first = rows[0];
  if (first || !counts || page === 1) return { ids: rows.map(({ id }) => id), total: first?.total ?? 0 };
  // A page behind the last one has no row to carry the count.
  const counted = await reader(ctx).$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM rentals r WHERE ${matching}`;
  return { ids: [], total: counted[0]?.total ?? 0 };
}

function isOf(group: Group, { country, type, carrier }: RentalFilter): boolean {
  return (
    (!country || group.country_iso === country) &&
    (!type || group.type === type) &&
    (!carrier || group.slug === carrier)
  );
}

function sumOf(groups: readonly Group[]): number {
  return groups.reduce((sum, group) => sum + group.count, 0);
}

function facetsOf(groups: readonly Group[]): Omit<RentalFacets, 'tags'> {
  return {
    total: sumOf(groups),
    countries: [...new Set(groups.map((group) => group.country_iso))].sort(),
    types: [...new Set(groups.map((group) => group.type))].sort(),
    carriers: [...new Map(groups.map(({ slug, name }) => [slug, { slug, name }])).values()],
  };
}

import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { parseInput } from '@/lib/invalid-input';
import { type ListAccountsInput, listAccountsInput } from './schema';
import type { AccountDetail, AccountSummary } from './types';

const PAGE_SIZE = 50;

export interface AccountPage {
  rows: AccountSummary[];
  total: number;
  page: number;
  pages: number;
}

const COLUMNS = Prisma.sql`
  a.id, a.name, a.auth_id AS "authId", a.currency::text AS currency, a.balance_micros AS "balanceMicros", a.held_micros AS "heldMicros",
  a.calls_per_second AS "callsPerSecond", a.concurrent_calls AS "concurrentCalls", a.is_demo AS "isDemo", a.created_at AS "createdAt",
  (SELECT count(*)::int FROM rentals r WHERE r.account_id = a.id AND r.status IN ('active', 'past_due')) AS numbers,
  (SELECT count(*)::int FROM rentals r WHERE r.account_id = a.id AND r.status = 'past_due') AS "pastDue",
  (SELECT count(*)::int FROM ha_pairs p WHERE p.account_id = a.id AND p.state = 'active') AS pairs`;

function matching(search: string): Prisma.Sql {
  if (search === '') return Prisma.sql`true`;
  const like = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return Prisma.sql`(a.name ILIKE ${like} OR a.auth_id ILIKE ${like} OR a.id = ${search})`;
}

/** For the operator: every account of the installation by name, or those whose name or Auth ID contains the search. */
export async function listAccounts(ctx: Context, input: ListAccountsInput): Promise<AccountPage> {
  authorize(ctx, 'installation.operate');
  const { search, page: asked } = parseInput(listAccountsInput, input);
  const [counted] = await reader(ctx).$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM accounts a WHERE ${matching(search)}`;
  const total = counted?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const page = Math.min(asked ?? 1, pages);
  const rows = await reader(ctx).$queryRaw<AccountSummary[]>`
    SELECT ${COLUMNS} FROM accounts a WHERE ${matching(search)}
     ORDER BY lower(a.name), a.id LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}`;
  return { rows, total, page, pages };
}

/** For the operator: one account with its people; null when there is none. */
export async function findAccount(ctx: Context, id: string): Promise<AccountDetail | null> {
  authorize(ctx, 'installation.operate');
  const [account] = await reader(ctx).$queryRaw<(AccountSummary & { timeZone: string })[]>`
    SELECT ${COLUMNS}, a.time_zone AS "timeZone" FROM accounts a WHERE a.id = ${id}`;
  if (!account) return null;
  const memberships = await reader(ctx).membership.findMany({
    where: { accountId: id },
    select: { role: true, user: { select: { name: true, email: true } } },
    orderBy: { createdAt: 'asc' },
    take: 100,
  });
  return { ...account, members: memberships.map(({ role, user }) => ({ ...user, role })) };
}

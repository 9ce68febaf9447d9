import 'server-only';
import { type Context, readTimeZone } from '@/lib/context';
import { instantOf } from '@/lib/datetime';
import { Prisma } from '@/lib/db';
import { OPEN_STATES, TALK_BOUNDS } from './format';
import { firstCallIdAt } from './rules';
import type { CallFilters, CallRange } from './types';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const RANGE_MS: Readonly<Record<Exclude<CallRange, 'between'>, number>> = {
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
};

/** Ids of the calls that were asked for within the time a filter names: from inclusive, until exclusive. */
interface IdSpan {
  from: bigint | null;
  until: bigint | null;
}

async function spanOf(ctx: Context, { range, from, to }: CallFilters): Promise<IdSpan> {
  if (range === null) return { from: null, until: null };
  if (range !== 'between') return { from: firstCallIdAt(ctx.now().getTime() - RANGE_MS[range]), until: null };
  if (from === null && to === null) return { from: null, until: null };
  const timeZone = await readTimeZone(ctx);
  const idAt = (minute: string, plusMs = 0) => firstCallIdAt(instantOf(timeZone, minute).getTime() + plusMs);
  // The last minute is of the time that was asked for.
  return { from: from === null ? null : idAt(from), until: to === null ? null : idAt(to, MINUTE_MS) };
}

/** Conditions whose index pages by id: one each, so that any filter alone is a walk along one index. */
function conditionsOf(filters: CallFilters, { from, until }: IdSpan): Prisma.Sql[] {
  const { state, cause, carrier, failover, talk } = filters;
  const conditions: Prisma.Sql[] = [];
  if (from !== null) conditions.push(Prisma.sql`c.id >= ${from}`);
  if (until !== null) conditions.push(Prisma.sql`c.id < ${until}`);
  if (state !== null) {
    const isOpen = OPEN_STATES.includes(state);
    conditions.push(Prisma.sql`c.state = ${state}::"CallState"`);
    conditions.push(isOpen ? Prisma.sql`c.ended_at IS NULL` : Prisma.sql`c.ended_at IS NOT NULL`);
  }
  if (cause !== null) conditions.push(Prisma.sql`c.hangup_code = ${cause}`);
  if (carrier !== null) conditions.push(Prisma.sql`c.carrier_id = (SELECT id FROM carriers WHERE slug = ${carrier})`);
  if (failover !== null) conditions.push(Prisma.sql`c.failed_over`);
  if (failover === 'saved') conditions.push(Prisma.sql`c.saved`);
  if (talk !== null) {
    // Written out, as in the index: the planner knows it by its text.
    conditions.push(
      Prisma.sql`width_bucket(c.duration_seconds, ARRAY[${Prisma.raw(TALK_BOUNDS.join(', '))}]) = ${talk}::int`,
      Prisma.sql`c.answered_at IS NOT NULL AND c.ended_at IS NOT NULL`,
    );
  }
  return conditions;
}

interface Slice {
  /** Only calls below or above this id. */
  below?: bigint | null;
  above?: bigint | null;
  /** Oldest first, for the page before. */
  ascending?: boolean;
  limit: number;
}

/**
 * Selects the account's calls that fit, whole rows, in the order of their ids: newest first unless
 * `ascending`. A number is looked for among callers and callees apart, each in its own index.
 */
export async function matchingCalls(ctx: Context, filters: CallFilters): Promise<(slice: Slice) => Prisma.Sql> {
  const conditions = conditionsOf(filters, await spanOf(ctx, filters));
  const { number } = filters;
  return ({ below, above, ascending, limit }) => {
    const bounds = [...(below ? [Prisma.sql`c.id < ${below}`] : []), ...(above ? [Prisma.sql`c.id > ${above}`] : [])];
    const order = ascending ? Prisma.sql`ORDER BY id LIMIT ${limit}` : Prisma.sql`ORDER BY id DESC LIMIT ${limit}`;
    const select = (...more: Prisma.Sql[]) => Prisma.sql`
      SELECT c.* FROM calls c
       WHERE ${Prisma.join([Prisma.sql`c.account_id = ${ctx.accountId}`, ...more, ...conditions, ...bounds], ' AND ')} ${order}`;
    if (number === null) return select();
    const [called, calling] = [
      select(Prisma.sql`c.from_number = ${number}`),
      select(Prisma.sql`c.to_number = ${number}`, Prisma.sql`c.from_number <> ${number}`),
    ];
    return Prisma.sql`SELECT * FROM ((${called}) UNION ALL (${calling})) c ${order}`;
  };
}

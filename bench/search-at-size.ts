/**
 * Searches of one database by the verb and by plain SQL through pg, pattern by pattern in turn, so
 * that both meet the same machine. Prints a JSON line for each kind of search, for search.bench.ts.
 */
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { searchAvailableNumbers } from '@/lib/numbers';
import { createAccount, testContext } from '@/lib/testing/factories';

export interface SearchTimes {
  kind: 'prefix' | 'contains' | 'ends';
  /** Medians over the patterns both were timed with, ms. */
  verbMs: number;
  plainMs: number;
  /** Median over the patterns of each one's quickest turn, ms: what the search takes when nothing else runs. */
  verbQuietMs: number;
  /** Over all patterns and turns, by themselves, ms. */
  verbP95Ms: number;
  patterns: number;
}

const PATTERNS = 80;
const TURNS = 3;
const PAGE = 25;
/** Plain SQL reads millions of rows for some patterns: it is timed for at least so many of them, and at most so long. */
const LEAST_PLAIN = 6;
const MOST_PLAIN_MS = 20_000;

const KINDS = {
  prefix: {
    mode: 'starts',
    cut: (national: string, at: number) => national.slice(0, 2 + (at % 4)),
    like: (text: string) => `91${text}%`,
  },
  contains: {
    mode: 'contains',
    cut: (national: string, at: number) => national.slice(3 + (at % 3)).slice(0, 3 + (at % 4)),
    like: (text: string) => `91%${text}%`,
  },
  ends: {
    mode: 'ends',
    cut: (national: string, at: number) => national.slice(-2 - (at % 5)),
    like: (text: string) => `91%${text}`,
  },
} as const;

const PLAIN_ROWS = `
  SELECT n.number, n.type, n.voice, n.sms, n.mms, a.code, a.place, a.region, c.name, p.setup_inr_micros, p.monthly_inr_micros
    FROM inventory_numbers n JOIN areas a ON a.id = n.area_id JOIN carriers c ON c.id = n.carrier_id JOIN rate_plans p ON p.id = n.rate_plan_id
   WHERE n.status = 'available' AND n.country_iso = 'IN' AND n.type = 'local' AND n.number LIKE $1 ORDER BY n.number LIMIT ${PAGE + 1}`;
const PLAIN_TOTAL = `
  SELECT count(*)::int AS count FROM (SELECT 1 FROM inventory_numbers n
   WHERE n.status = 'available' AND n.country_iso = 'IN' AND n.type = 'local' AND n.number LIKE $1 LIMIT 10001) counted`;

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Parts of numbers that exist, the same ones each time. */
async function nationalNumbers(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ national: string }>(
    `SELECT substr(number, 3) AS national FROM inventory_numbers TABLESAMPLE SYSTEM (1) REPEATABLE (7)
      WHERE country_iso = 'IN' AND type = 'local' ORDER BY md5(number) LIMIT $1`,
    [PATTERNS],
  );
  return rows.map(({ national }) => national);
}

async function time<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const from = performance.now();
  const result = await work();
  return { ms: performance.now() - from, result };
}

interface Search {
  pattern: string;
  mode: 'starts' | 'contains' | 'ends';
  like: string;
}

async function plainSearch(client: pg.Client, { like }: Search) {
  const rows = await client.query<{ number: string }>(PLAIN_ROWS, [like]);
  const total = await client.query<{ count: number }>(PLAIN_TOTAL, [like]);
  return { numbers: rows.rows.slice(0, PAGE).map(({ number }) => number), count: total.rows[0]?.count ?? 0 };
}

async function verbSearch(ctx: Context, { pattern, mode }: Search) {
  const { rows, total } = await searchAvailableNumbers(ctx, {
    country: 'IN',
    type: 'local',
    pattern,
    mode,
    limit: PAGE,
  });
  return { numbers: rows.map(({ number }) => number), count: 'exact' in total ? total.exact : total.atLeast + 1 };
}

interface Bench {
  client: pg.Client;
  ctx: Context;
  nationals: readonly string[];
}

/** Times the verb and plain SQL pattern by pattern, and makes sure that they find the same. */
async function compare(kind: string, searches: readonly Search[], { client, ctx }: Pick<Bench, 'client' | 'ctx'>) {
  const both: { verb: number; plain: number }[] = [];
  let plainMs = 0;
  for (const search of searches) {
    if (both.length >= LEAST_PLAIN && plainMs > MOST_PLAIN_MS) break;
    const ours = await time(() => verbSearch(ctx, search));
    const plain = await time(() => plainSearch(client, search));
    plainMs += plain.ms;
    both.push({ verb: ours.ms, plain: plain.ms });
    if (!isDeepStrictEqual(ours.result, plain.result))
      throw new Error(`${kind} ${search.pattern}: the verb found something else than plain SQL`);
  }
  return both;
}

async function measure(kind: SearchTimes['kind'], { client, ctx, nationals }: Bench): Promise<SearchTimes> {
  const { mode, cut, like } = KINDS[kind];
  const searches = nationals
    .map((national, at) => cut(national, at))
    .map((pattern) => ({ pattern, mode, like: like(pattern) }));
  for (const search of searches) await verbSearch(ctx, search);
  // Before any plain SQL: what that reads would drive the indexes out of memory.
  const alone: number[] = [];
  const quietest: number[] = [];
  for (const search of searches) {
    const times: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) times.push((await time(() => verbSearch(ctx, search))).ms);
    alone.push(...times);
    quietest.push(Math.min(...times));
  }
  const both = await compare(kind, searches, { client, ctx });
  return {
    kind,
    verbMs: quantile(
      both.map((times) => times.verb),
      0.5,
    ),
    plainMs: quantile(
      both.map((times) => times.plain),
      0.5,
    ),
    verbQuietMs: quantile(quietest, 0.5),
    verbP95Ms: quantile(alone, 0.95),
    patterns: both.length,
  };
}

/** `kinds`: which searches to time; all when none is named. */
export default async function run(kinds: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    const bench = { client, ctx: testContext(await createAccount()), nationals: await nationalNumbers(client) };
    for (const kind of ['prefix', 'contains', 'ends'] as const) {
      if (kinds.length === 0 || kinds.includes(kind)) console.log(JSON.stringify(await measure(kind, bench)));
    }
  } finally {
    await client.end();
    await db.$disconnect();
  }
}

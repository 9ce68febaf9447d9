/** Number search by prefix, contains and ends-with at 100,000, 1 and 10 million numbers; every page checked against plain SQL. */

import { openStockDatabase, runOn } from './generated-database';
import { report } from './report';
import type { SearchTimes } from './search-at-size';

const SIZES = { '100k': 100_000, '1m': 1_000_000, '10m': 10_000_000 } as const;
type Size = keyof typeof SIZES;

const CONTAINS_LIMIT_MS = 100;
const ROUNDS = 3;

async function timesAt(size: Size, ...kinds: SearchTimes['kind'][]): Promise<SearchTimes[]> {
  const database = await openStockDatabase(SIZES[size]);
  try {
    const lines = await runOn(database.url, ['bench/search-at-size.ts', ...kinds]);
    return lines.map((line): SearchTimes => JSON.parse(line));
  } finally {
    await database.release();
  }
}

/** The quietest of a few rounds at each of two sizes, in turn, so that both meet the same machine. */
async function prefixMs(small: Size, large: Size): Promise<{ small: number; large: number }> {
  const quietest = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [which, size] of [['small', small] as const, ['large', large] as const]) {
      const [found] = await timesAt(size, 'prefix');
      quietest[which] = Math.min(quietest[which], found?.verbQuietMs ?? Number.NaN);
    }
  }
  return quietest;
}

/** Answers with the exit code. */
export default async function run(): Promise<number> {
  const kept: boolean[] = [];
  const times = new Map<string, SearchTimes>();
  for (const size of ['100k', '1m', '10m'] as const) {
    for (const found of await timesAt(size)) {
      times.set(`${found.kind} ${size}`, found);
      kept.push(
        report({
          name: `search.${found.kind}.${size}`,
          unit: 'ms',
          ours: found.verbMs,
          baseline: found.plainMs,
          against: `the same rows and total by plain SQL through pg, median of ${found.patterns} patterns`,
          budget: { atMost: 3 },
        }),
      );
    }
  }
  const prefix = await prefixMs('100k', '10m');
  kept.push(
    report({
      name: 'search.prefix.10m-to-100k',
      unit: 'ms',
      ours: prefix.large,
      baseline: prefix.small,
      against: 'the same search at 100,000 numbers, quietest of three rounds',
      budget: { atMost: 2 },
    }),
    report({
      name: 'search.contains.10m-p95',
      unit: 'ms',
      ours: times.get('contains 10m')?.verbP95Ms ?? Number.NaN,
      baseline: CONTAINS_LIMIT_MS,
      against: 'the limit',
      budget: { atMost: 1 },
    }),
  );
  return kept.every(Boolean) ? 0 : 1;
}

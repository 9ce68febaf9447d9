import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import type { CurrencyCode } from '@/lib/money';
import { getCountry } from '@/lib/phone/countries';
import { COUNT_LIMIT, countStock, type StockFilter, searchStock } from './compose-stock-search';
import { decodeCursor, encodeCursor, parsePattern } from './parse-pattern';
import { type StockRow, stockRowColumns, stockRowJoins, toAvailableNumber } from './queries-stock';
import {
  numberTypeInput,
  type SearchAvailableNumbersInput,
  type SearchAvailableNumbersQuery,
  searchAvailableNumbersInput,
} from './schema';
import type { AvailableNumberPage, EmptySearchExplanation, SearchFilter, SearchTotal } from './types';

function toFilter(query: SearchAvailableNumbersQuery): StockFilter {
  const { country, type, areas, pattern, mode, capabilities } = query;
  return {
    country,
    types: type ? [type] : [...numberTypeInput.options],
    areas: [...new Set(areas)],
    pattern: parsePattern(pattern, mode, country),
    needs: {
      voice: capabilities.includes('voice'),
      sms: capabilities.includes('sms'),
      mms: capabilities.includes('mms'),
    },
  };
}

function toTotal(count: number): SearchTotal {
  return count > COUNT_LIMIT ? { atLeast: COUNT_LIMIT } : { exact: count };
}

/** Facts about the search itself come with every row, and alone when there is none. */
type FoundRow = { currency: CurrencyCode | null; total: number; known_areas: number } & (StockRow | { number: null });

function hasNumber(row: FoundRow): row is FoundRow & StockRow {
  return row.number !== null;
}

function checkFacts(facts: FoundRow | undefined, filter: StockFilter): { currency: CurrencyCode; total: number } {
  if (!facts?.currency) throw new AppError('not_found', 'Account not found.');
  if (facts.known_areas !== filter.areas.length) {
    throw new AppError(
      'invalid_input',
      `Place is not in ${getCountry(filter.country).name}: choose one from the list.`,
      { field: 'areas' },
    );
  }
  return { currency: facts.currency, total: facts.total };
}

/** Numbers anyone may buy, in number order, one page at a time. One statement, answered from indexes whatever the size of the stock. */
export async function searchAvailableNumbers(
  ctx: Context,
  input: SearchAvailableNumbersInput,
): Promise<AvailableNumberPage> {
  authorize(ctx, 'numbers.read');
  const query = parseInput(searchAvailableNumbersInput, input);
  const filter = toFilter(query);
  const after = query.cursor ? decodeCursor(query.cursor, query.country) : null;
  const { prepared, ctes } = searchStock(filter, { after, limit: query.limit + 1 });
  const found = await reader(ctx).$queryRaw<FoundRow[]>`${prepared}
    WITH account AS (SELECT currency FROM accounts WHERE id = ${ctx.accountId}),
    ${ctes}
    SELECT facts.*, shown.* FROM (
      SELECT (SELECT currency FROM account) AS currency, (SELECT count FROM total) AS total,
        (SELECT count(*)::int FROM areas WHERE id = ANY((SELECT ${filter.areas}::int[])::int[]) AND country_iso = ${filter.country}::bpchar) AS known_areas
    ) facts LEFT JOIN LATERAL (
      SELECT ${stockRowColumns} FROM page JOIN inventory_numbers n USING (number) ${stockRowJoins} CROSS JOIN account
    ) shown ON true ORDER BY shown.number`;
  const { currency, total } = checkFacts(found[0], filter);
  const rows = found.filter(hasNumber).map((row) => toAvailableNumber(row, currency));
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page,
    total: toTotal(total),
    nextCursor: rows.length > page.length && last ? encodeCursor(last.number) : null,
  };
}

const DROPPED: Readonly<Record<SearchFilter, Partial<SearchAvailableNumbersQuery>>> = {
  type: { type: null },
  areas: { areas: [] },
  pattern: { pattern: '' },
  capabilities: { capabilities: [] },
};

function activeFilters(query: SearchAvailableNumbersQuery): SearchFilter[] {
  const active: Record<SearchFilter, boolean> = {
    type: Boolean(query.type),
    areas: query.areas.length > 0,
    pattern: query.pattern !== '',
    capabilities: query.capabilities.length > 0,
  };
  return (['type', 'areas', 'pattern', 'capabilities'] as const).filter((filter) => active[filter]);
}

function size(total: SearchTotal): number {
  return 'exact' in total ? total.exact : total.atLeast + 1;
}

/** For a search that found nothing: how many numbers there would be without each of its filters, and which one hides most. */
export async function explainEmptyResult(
  ctx: Context,
  input: SearchAvailableNumbersInput,
): Promise<EmptySearchExplanation> {
  authorize(ctx, 'numbers.read');
  const query = parseInput(searchAvailableNumbersInput, input);
  const relaxations = await Promise.all(
    activeFilters(query).map(async (filter) => {
      const relaxed = toFilter({ ...query, ...DROPPED[filter] });
      const [counted] = await reader(ctx).$queryRaw<{ count: number }[]>`${countStock(relaxed)}`;
      return { filter, total: toTotal(counted?.count ?? 0) };
    }),
  );
  relaxations.sort((one, other) => size(other.total) - size(one.total));
  const [first] = relaxations;
  return { culprit: first && size(first.total) > 0 ? first.filter : null, relaxations };
}

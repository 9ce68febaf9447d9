import 'server-only';
import { Prisma } from '@/lib/db';
import { type CountryIso, getCountry } from '@/lib/phone/countries';
import { digitGroupKeys, type NumberPattern } from './parse-pattern';
import type { AvailableNumberType, NumberCapabilities } from './types';

/** Totals are exact up to this; counting stops one row later. */
export const COUNT_LIMIT = 10_000;
/** COUNT_LIMIT + 1, where counting ends. Written out, like the page sizes: of a limit it does not see, a prepared plan expects far more rows. */
const ENOUGH = Prisma.sql`10001`;

/** A page and the row that says whether there is another, for the page sizes on offer. */
const KNOWN_LIMITS: Readonly<Record<number, Prisma.Sql>> = {
  26: Prisma.sql`26`,
  51: Prisma.sql`51`,
  101: Prisma.sql`101`,
};

/** What a search asks of the stock, checked and taken apart. */
export interface StockFilter {
  country: CountryIso;
  types: AvailableNumberType[];
  /** Empty: anywhere in the country. */
  areas: number[];
  pattern: NumberPattern | null;
  needs: NumberCapabilities;
}

/** Sorts after every digit, so that a prefix with it appended ends the prefix's range. */
const AFTER_DIGITS = ':';

/** With so many digits an ending, or a run anywhere, is so rare that its index beats walking through an area. */
const RARE = { tail: 4, run: 5 };

const BOOLEANS = [true, false];

/** The capability sets that have what is needed: each is one range of the browse index. */
function capabilitySets(needs: NumberCapabilities): NumberCapabilities[] {
  const fits = (has: boolean, needed: boolean) => has || !needed;
  return BOOLEANS.flatMap((voice) => BOOLEANS.flatMap((sms) => BOOLEANS.map((mms) => ({ voice, sms, mms })))).filter(
    (set) => fits(set.voice, needs.voice) && fits(set.sms, needs.sms) && fits(set.mms, needs.mms),
  );
}

function needed(needs: NumberCapabilities): Prisma.Sql {
  const flags = [
    needs.voice && Prisma.sql`AND n.voice`,
    needs.sms && Prisma.sql`AND n.sms`,
    needs.mms && Prisma.sql`AND n.mms`,
  ];
  const asked = flags.filter((flag) => flag !== false);
  return asked.length > 0 ? Prisma.join(asked, ' ') : Prisma.empty;
}

/**
 * What else must hold of numbers that an index of patterns finds, written so that the planner sees no
 * other index to use: reading a whole country's or area's entries would take longer than looking at
 * the few rows found.
 */
function alsoMatching(filter: StockFilter): Prisma.Sql {
  const { country, pattern, areas, needs } = filter;
  const national = getCountry(country).callingCode.length + 1;
  const likeNational = pattern?.like
    ? Prisma.sql`AND substr(n.number, ${national}::int) LIKE ${pattern.like}`
    : Prisma.empty;
  const inAreas = areas.length > 0 ? Prisma.sql`AND n.area_id + 0 = ANY(${areas}::int[])` : Prisma.empty;
  return Prisma.sql`${needed(needs)} ${likeNational} ${inAreas}`;
}

function types(filter: StockFilter): Prisma.Sql {
  return Prisma.sql`unnest((SELECT ${filter.types}::text[]::"NumberType"[]))`;
}

/**
 * The index ranges a filter spans, one for each type and capability set (or carrier and area), and a
 * short walk over one of them, in number order, that stops at a limit whatever the size of the stock.
 * What is asked for stands in subqueries: the planner cannot see it there, so that all searches look
 * alike to it and a prepared statement keeps its plan instead of being planned for each.
 */
interface Ranges {
  from: Prisma.Sql;
  walk: (limit: Prisma.Sql, after: string | null) => Prisma.Sql;
}

function rangesOf(filter: StockFilter): Ranges {
  const start = `${getCountry(filter.country).callingCode}${filter.pattern?.head ?? ''}`;
  const isInRange = filter.areas.length > 0 ? inArea(filter) : withCapabilities(filter);
  const inOrderAfter = (after: string | null) => Prisma.sql`
    SELECT n.number FROM inventory_numbers n
     WHERE n.status = 'available' AND n.country_iso = (SELECT ${filter.country}::bpchar) AND ${isInRange.where}
       AND n.number >= (SELECT ${start}::text) AND n.number < (SELECT ${start + AFTER_DIGITS}::text)
       ${after === null ? Prisma.empty : Prisma.sql`AND n.number > (SELECT ${after}::text)`}
     ORDER BY n.number`;
  return {
    from: isInRange.from,
    walk: (limit, after) => Prisma.sql`${sieved(filter, inOrderAfter(after))} LIMIT ${limit}`,
  };
}

/**
 * Lets numbers in order through a pattern. OFFSET 0 keeps the pattern out of the walk itself, where
 * the planner would expect few matches and read and sort the whole table to find them.
 */
function sieved({ country, pattern }: StockFilter, inOrder: Prisma.Sql): Prisma.Sql {
  if (!pattern?.like) return inOrder;
  const like = getCountry(country).callingCode + pattern.like;
  return Prisma.sql`SELECT n.number FROM (${inOrder} OFFSET 0) n WHERE n.number LIKE ${like} ORDER BY n.number`;
}

function inArea(filter: StockFilter): { from: Prisma.Sql; where: Prisma.Sql } {
  return {
    from: Prisma.sql`${types(filter)} AS t(type) CROSS JOIN unnest((SELECT ${filter.areas}::int[])) AS a(id) CROSS JOIN carriers c`,
    where: Prisma.sql`n.type = t.type AND n.carrier_id = c.id AND n.area_id = a.id ${needed(filter.needs)}`,
  };
}

function withCapabilities(filter: StockFilter): { from: Prisma.Sql; where: Prisma.Sql } {
  const sets = capabilitySets(filter.needs);
  const flags = Prisma.sql`(SELECT ${sets.map((set) => set.voice)}::boolean[]), (SELECT ${sets.map((set) => set.sms)}::boolean[]),
    (SELECT ${sets.map((set) => set.mms)}::boolean[])`;
  return {
    from: Prisma.sql`${types(filter)} AS t(type) CROSS JOIN unnest(${flags}) AS m(voice, sms, mms)`,
    where: Prisma.sql`n.type = t.type AND n.voice = m.voice AND n.sms = m.sms AND n.mms = m.mms`,
  };
}

/** The first numbers in order of all ranges together. */
function inOrder(filter: StockFilter, limit: Prisma.Sql, after: string | null): Prisma.Sql {
  const { from, walk } = rangesOf(filter);
  return Prisma.sql`SELECT walk.number FROM ${from} CROSS JOIN LATERAL (${walk(limit, after)}) walk ORDER BY walk.number LIMIT ${limit}`;
}

/** As many numbers as counting needs; in no order, so that it ends with the range that has enough. */
function enough(filter: StockFilter): Prisma.Sql {
  const { from, walk } = rangesOf(filter);
  return Prisma.sql`SELECT walk.number FROM ${from} CROSS JOIN LATERAL (${walk(ENOUGH, null)}) walk LIMIT ${ENOUGH}`;
}

/**
 * How many numbers the ranges have. Numbers that are counted where they are walked, not handed on,
 * cost half; but every range is walked, and an area has one for each carrier.
 */
function countRanges(filter: StockFilter): Prisma.Sql {
  if (filter.areas.length > 0) return countFrom(enough(filter));
  const { from, walk } = rangesOf(filter);
  return Prisma.sql`
    SELECT least(sum(walk.count), ${ENOUGH})::int AS count
      FROM ${from} CROSS JOIN LATERAL (SELECT count(*) AS count FROM (${walk(ENOUGH, null)}) counted) walk`;
}

/** Numbers that end with the pattern's tail, from the index of reversed numbers; in no order. */
function byEnding(filter: StockFilter, tail: string): Prisma.Sql {
  const start = [...tail].reverse().join('');
  return Prisma.sql`
    SELECT walk.number FROM ${types(filter)} AS t(type) CROSS JOIN LATERAL (
      SELECT n.number FROM inventory_numbers n
       WHERE n.status = 'available' AND n.country_iso = ${filter.country}::bpchar AND n.type = t.type
         AND reverse(n.number) >= ${start} AND reverse(n.number) < ${start + AFTER_DIGITS}
         ${alsoMatching(filter)}
       ORDER BY reverse(n.number) LIMIT ${ENOUGH}
    ) walk LIMIT ${ENOUGH}`;
}

/** Numbers that have the pattern's longest run anywhere, from the index of digit groups; in no order. */
function byDigitGroups(filter: StockFilter, run: string): Prisma.Sql {
  return Prisma.sql`
    SELECT n.number FROM inventory_numbers n
     WHERE n.status = 'available' AND number_digit_groups(n.number, n.country_iso) @> ${digitGroupKeys(run, filter.country)}::int[]
       AND n.country_iso = ${filter.country}::bpchar AND n.type = ANY(${filter.types}::text[]::"NumberType"[])
       ${alsoMatching(filter)}
     LIMIT ${ENOUGH}`;
}

/**
 * The index that finds a pattern's numbers without walking the stock in order, or null when the walk
 * itself is narrow (a prefix, an area) or finds a match every few rows.
 */
function byPattern(filter: StockFilter): Prisma.Sql | null {
  const { pattern } = filter;
  if (!pattern?.like || pattern.head.length >= 2) return null;
  const least = filter.areas.length > 0 ? RARE : { tail: 1, run: 3 };
  const hasTail = pattern.tail.length >= least.tail;
  const hasRun = pattern.longestRun.length >= least.run;
  // A tail shorter than a run elsewhere in the pattern says less than that run.
  if (hasTail && (!hasRun || pattern.tail.length >= pattern.longestRun.length - 1))
    return byEnding(filter, pattern.tail);
  return hasRun ? byDigitGroups(filter, pattern.longestRun) : null;
}

/** Whether a walk passes over rows that do not match, so that it may be long and should be done once. */
function isSieve({ pattern, areas, needs }: StockFilter): boolean {
  return Boolean(pattern?.like) || (areas.length > 0 && (needs.sms || needs.mms || needs.voice));
}

/** One search as the parts of a statement. */
export interface StockSearch {
  /** The comment that makes it a prepared statement; empty where the plan depends on the pattern. */
  prepared: Prisma.Sql;
  /** Common table expressions; among them page(number) and total(count). */
  ctes: Prisma.Sql;
}

/**
 * Finds one page and the bounded total. Matches that were found in no order are sorted when they are
 * all there is; when there are more, they are so frequent that a walk in order meets a page of them soon.
 */
export function searchStock(filter: StockFilter, page: { after: string | null; limit: number }): StockSearch {
  const found = byPattern(filter) ?? (isSieve(filter) ? enough(filter) : null);
  const limit = KNOWN_LIMITS[page.limit] ?? Prisma.sql`${page.limit}`;
  const ordered = inOrder(filter, limit, page.after);
  if (!found) {
    return {
      prepared: preparedRange(filter, page),
      ctes: Prisma.sql`page AS MATERIALIZED (${ordered}), total AS MATERIALIZED (${countRanges(filter)})`,
    };
  }
  const beyond = page.after === null ? Prisma.empty : Prisma.sql`AND number > ${page.after}`;
  const ctes = Prisma.sql`
    found AS MATERIALIZED (${found}),
    total AS MATERIALIZED (${countFrom(Prisma.sql`SELECT number FROM found`)}),
    page AS MATERIALIZED (
      (SELECT number FROM found WHERE (SELECT count FROM total) <= ${COUNT_LIMIT} ${beyond} ORDER BY number LIMIT ${limit})
      UNION ALL
      (SELECT number FROM (${ordered}) walked WHERE (SELECT count FROM total) > ${COUNT_LIMIT})
    )`;
  return { prepared: Prisma.empty, ctes };
}

/** Ranges walked in order have one plan whatever they are; each text of the statement has its own name. */
function preparedRange({ areas }: StockFilter, page: { after: string | null; limit: number }): Prisma.Sql {
  const size = KNOWN_LIMITS[page.limit];
  if (!size) return Prisma.empty;
  const what = areas.length > 0 ? Prisma.sql`area` : Prisma.sql`range`;
  const which = page.after === null ? Prisma.sql`first` : Prisma.sql`next`;
  return Prisma.sql`/* prepared: search-${what}-${which}-${size} */`;
}

function countFrom(numbers: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT count(*)::int AS count FROM (${numbers}) counted`;
}

/** A statement that counts what a filter leaves, up to COUNT_LIMIT + 1. */
export function countStock(filter: StockFilter): Prisma.Sql {
  const found = byPattern(filter);
  return found ? countFrom(found) : countRanges(filter);
}

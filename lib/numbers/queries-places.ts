import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { getCountry } from '@/lib/phone/countries';
import { placeNamesFor } from './rules';
import { type GetPlacesInput, getPlacesInput, type SuggestPlacesInput, suggestPlacesInput } from './schema';
import type { PlaceSuggestion } from './types';

const SUGGESTIONS = 12;
/** Places whose stock is looked at before the best are chosen. */
const CANDIDATES = 100;
/** Counting a place's stock stops here: enough to rank by. */
const STOCK_COUNTED = 500;

interface PlaceRow {
  area_ids: number[];
  place: string;
  region: string;
  codes: string[];
  stock: number;
}

function toSuggestion(row: PlaceRow): PlaceSuggestion {
  const { place, region, codes } = row;
  const more = row.stock > STOCK_COUNTED;
  return {
    areaIds: row.area_ids,
    place,
    region,
    codes: codes.filter((code) => code !== ''),
    stock: Math.min(row.stock, STOCK_COUNTED),
    more,
  };
}

/** Available numbers of each candidate place, from the index by carrier and area, at most STOCK_COUNTED + 1. */
const stockOfPlace = Prisma.sql`(SELECT count(*)::int FROM (
  SELECT 1 FROM unnest(candidate.area_ids) AS area(id) CROSS JOIN unnest(enum_range(NULL::"NumberType")) AS t(type) CROSS JOIN seller
    CROSS JOIN LATERAL (SELECT n.number FROM inventory_numbers n WHERE n.status = 'available' AND n.country_iso = candidate.country_iso
      AND n.type = t.type AND n.carrier_id = seller.id AND n.area_id = area.id ORDER BY n.number LIMIT ${STOCK_COUNTED + 1}) counted
  LIMIT ${STOCK_COUNTED + 1}) some_stock)`;

/** Places whose name or area code fits what was typed so far, best fit first, then by stock; without text, the places with the shortest codes. */
export async function suggestPlaces(ctx: Context, input: SuggestPlacesInput): Promise<PlaceSuggestion[]> {
  authorize(ctx, 'numbers.read');
  const { country, text } = parseInput(suggestPlacesInput, input);
  const { trunkPrefix } = getCountry(country);
  const digits = /^[\d\s]+$/.test(text) ? text.replaceAll(/\s/g, '') : '';
  const code = trunkPrefix !== '' && digits.startsWith(trunkPrefix) ? digits.slice(trunkPrefix.length) : digits;
  const names = placeNamesFor(country, text);
  const rows = await reader(ctx).$queryRaw<PlaceRow[]>`
    WITH seller AS MATERIALIZED (SELECT id FROM carriers WHERE country_isos @> ARRAY[${country}::text]),
    fitting AS (
      SELECT a.*, CASE
          WHEN ${code} <> '' THEN CASE WHEN a.code = ${code} THEN 0 ELSE 1 END
          WHEN lower(a.place) = ANY(${names}::text[]) THEN 0
          WHEN EXISTS (SELECT 1 FROM unnest(${names}::text[]) AS name WHERE starts_with(lower(a.place), name)) THEN 1
          ELSE 2 END AS rank
        FROM areas a
       WHERE a.country_iso = ${country}::bpchar AND CASE
          WHEN ${code} <> '' THEN starts_with(a.code, ${code})
          ELSE EXISTS (SELECT 1 FROM unnest(${names}::text[]) AS name WHERE strpos(lower(a.place), name) > 0 OR starts_with(lower(a.region), name)) END
    ), candidate AS (
      SELECT array_agg(id ORDER BY code, id) AS area_ids, country_iso, place, region, array_agg(DISTINCT code) AS codes, min(rank) AS rank,
          min(length(code)) AS code_length
        FROM fitting GROUP BY country_iso, place, region ORDER BY min(rank), min(length(code)), place, region LIMIT ${CANDIDATES}
    )
    SELECT area_ids, place, region, codes, ${stockOfPlace} AS stock FROM candidate ORDER BY rank, stock DESC, code_length, place, region LIMIT ${SUGGESTIONS}`;
  return rows.map(toSuggestion);
}

/** The places behind area ids of a search, for showing what is chosen. Ids that are not of the country are refused. */
export async function getPlaces(ctx: Context, input: GetPlacesInput): Promise<PlaceSuggestion[]> {
  authorize(ctx, 'numbers.read');
  const { country, areas } = parseInput(getPlacesInput, input);
  const ids = [...new Set(areas)];
  if (ids.length === 0) return [];
  const rows = await reader(ctx).$queryRaw<PlaceRow[]>`
    WITH seller AS MATERIALIZED (SELECT id FROM carriers WHERE country_isos @> ARRAY[${country}::text]),
    candidate AS (
      SELECT array_agg(id ORDER BY code, id) AS area_ids, country_iso, place, region, array_agg(DISTINCT code) AS codes FROM areas
       WHERE country_iso = ${country}::bpchar AND id = ANY(${ids}::int[]) GROUP BY country_iso, place, region
    )
    SELECT area_ids, place, region, codes, ${stockOfPlace} AS stock FROM candidate ORDER BY place, region`;
  if (rows.reduce((known, row) => known + row.area_ids.length, 0) !== ids.length) {
    throw new AppError('invalid_input', `Place is not in ${getCountry(country).name}: choose one from the list.`, {
      field: 'areas',
    });
  }
  return rows.map(toSuggestion);
}

import 'server-only';
import { type CountryIso, getCountry } from '@/lib/phone';
import { findRanges, type NumberRange, sizeOf } from './find-ranges';
import { type Place, readPlaces } from './read-places';
import {
  CARRIERS,
  type CarrierSlug,
  COUNTRY_SHARES,
  PERCENT_WITHOUT_LOCAL_FALLBACK,
  placeWeight,
  STOCK_KINDS,
  type StockKind,
} from './rules';

/** A carrier's numbers in one range: number i of it is (start + i × step) modulo the range's size, so none comes twice. */
export interface Allotment {
  carrier: CarrierSlug;
  kind: StockKind;
  place: Pick<Place, 'code' | 'name' | 'region'>;
  /** National prefix and how many digits follow it. */
  range: NumberRange;
  count: number;
  start: number;
  step: number;
}

/** How many numbers a carrier has in a range before it opens another. */
const NUMBERS_A_RANGE = 25;

/** FNV-1a: the same text gives the same number everywhere. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  // The last rounds mix the low bits, which are the ones used.
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}

/** Splits a whole into parts by weight, losing and adding nothing: each part takes the rounding of all before it along. */
function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let weighed = 0;
  let given = 0;
  return weights.map((weight) => {
    weighed += weight;
    const upTo = sum === 0 ? 0 : Math.round((total * weighed) / sum);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}

/** Like `share`, but no part above its capacity; what does not fit goes to the parts that have room. */
function shareWithin(total: number, weights: readonly number[], capacities: readonly number[]): number[] {
  const parts = weights.map(() => 0);
  let left = total;
  while (left > 0) {
    const open = weights.map((weight, at) => ((parts[at] ?? 0) < (capacities[at] ?? 0) ? weight : 0));
    if (open.every((weight) => weight === 0)) throw new RangeError(`${left} numbers more than the numbering plan has`);
    let placed = 0;
    for (const [at, part] of share(left, open).entries()) {
      const fits = Math.min(part, (capacities[at] ?? 0) - (parts[at] ?? 0));
      parts[at] = (parts[at] ?? 0) + fits;
      placed += fits;
    }
    left -= placed;
  }
  return parts;
}

/** At least so many ranges, by splitting the largest ones into ten. */
function splitRanges(ranges: readonly NumberRange[], least: number): NumberRange[] {
  const split = [...ranges];
  while (split.length < least) {
    const at = split.reduce((best, range, index) => (range.free > (split[best]?.free ?? 0) ? index : best), 0);
    const [range] = split.splice(at, 1);
    if (!range || range.free === 0) break;
    split.push(
      ...Array.from({ length: 10 }, (_, digit) => ({ prefix: `${range.prefix}${digit}`, free: range.free - 1 })),
    );
  }
  return split;
}

function isSmallTown(country: CountryIso, code: string): boolean {
  return country === 'IN' && code.length > 3;
}

/** The carriers with numbers in a place. A few small Indian towns have only the two that share an upstream. */
function carriersOf(country: CountryIso, place: Allotment['place'], seed: number): CarrierSlug[] {
  const all = CARRIERS.filter(({ countries }) => (countries as readonly string[]).includes(country)).map(
    ({ slug }) => slug,
  );
  const key = `${seed} ${country} ${place.code} ${place.name}`;
  if (isSmallTown(country, place.code) && hash(key) % 100 < PERCENT_WITHOUT_LOCAL_FALLBACK)
    return ['mayura-voice', 'vindhya-connect'];
  // A town with a handful of numbers gives them to the first in line: the line is another one everywhere.
  return all.sort((one, other) => hash(`${key} ${one}`) - hash(`${key} ${other}`));
}

interface Lot {
  kind: StockKind;
  place: Allotment['place'];
  ranges: readonly NumberRange[];
  count: number;
}

/** Deals a place's numbers out to its carriers, each in ranges of its own. */
function dealOut({ kind, place, ranges, count }: Lot, seed: number): Allotment[] {
  const carriers = carriersOf(kind.country, place, seed);
  const own = splitRanges(ranges, carriers.length).sort(
    (one, other) => hash(`${seed} ${one.prefix}`) - hash(`${seed} ${other.prefix}`),
  );
  const dealt = carriers.map((carrier, turn) => ({
    carrier,
    ranges: own.filter((_, at) => at % carriers.length === turn),
  }));
  const counts = shareWithin(
    count,
    carriers.map(() => 1),
    dealt.map((hand) => sizeOf(hand.ranges)),
  );
  return dealt.flatMap(({ carrier, ranges: hand }, turn) => {
    const used = roomyRanges(hand, counts[turn] ?? 0);
    const sizes = used.map((range) => 10 ** range.free);
    const parts = shareWithin(counts[turn] ?? 0, sizes, sizes);
    return used.map((range, at) => ({ carrier, kind, place, range, count: parts[at] ?? 0, ...spread(range, seed) }));
  });
}

/** Carriers open a new range when the ones they have are well used, not for a number each. */
function roomyRanges(ranges: readonly NumberRange[], count: number): readonly NumberRange[] {
  let used = Math.ceil(count / NUMBERS_A_RANGE);
  while (used < ranges.length && sizeOf(ranges.slice(0, used)) < 2 * count) used += 1;
  return ranges.slice(0, used);
}

/** A start and step that scatter numbers over their range; a step that shares no factor with ten meets each one once. */
function spread(range: NumberRange, seed: number): Pick<Allotment, 'start' | 'step'> {
  const size = 10 ** range.free;
  const roughly = Math.floor(size * (0.38 + (hash(`${seed} step ${range.prefix}`) % 1000) / 4000));
  const odd = roughly - (roughly % 10) + ([1, 3, 7, 9][hash(`${seed} end ${range.prefix}`) % 4] ?? 1);
  return { start: hash(`${seed} start ${range.prefix}`) % size, step: Math.max(1, odd % size) };
}

async function lotsOf(kind: StockKind, count: number): Promise<Lot[]> {
  const { country, type, nationwide } = kind;
  if (nationwide) {
    const ranges = nationwide.prefixes.flatMap((prefix) => findRanges(country, type, prefix));
    return [{ kind, place: { code: '', name: nationwide.name, region: '' }, ranges, count }];
  }
  const places = await readPlaces(country, COUNTRY_SHARES[country].places);
  const weights = places.map((place) => placeWeight(country, place.code.length, place.ranges.length));
  const counts = shareWithin(
    count,
    weights,
    places.map((place) => sizeOf(place.ranges)),
  );
  return places.map((place, at) => ({ kind, place, ranges: place.ranges, count: counts[at] ?? 0 }));
}

/** Where `total` numbers lie: the same for the same seed, each valid, none twice. Sorted by number. */
export async function allotNumbers(total: number, seed: number): Promise<Allotment[]> {
  const weights = STOCK_KINDS.map((kind) => COUNTRY_SHARES[kind.country].percent * kind.percent);
  const counts = share(total, weights);
  const allotments: Allotment[] = [];
  for (const [at, kind] of STOCK_KINDS.entries()) {
    for (const lot of await lotsOf(kind, counts[at] ?? 0)) allotments.push(...dealOut(lot, seed));
  }
  const keyed = allotments
    .filter(({ count }) => count > 0)
    .map((allotment) => ({ allotment, prefix: fullPrefix(allotment) }));
  return keyed.sort((one, other) => (one.prefix < other.prefix ? -1 : 1)).map(({ allotment }) => allotment);
}

/** What every number of an allotment begins with, in E.164. */
export function fullPrefix({ kind, range }: Pick<Allotment, 'kind' | 'range'>): string {
  return `${getCountry(kind.country).callingCode}${range.prefix}`;
}

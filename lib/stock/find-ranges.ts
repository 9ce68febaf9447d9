import 'server-only';
import metadata from 'libphonenumber-js/metadata.max.json';
import type { CountryIso, PhoneNumberType } from '@/lib/phone';
import { type DigitLanguage, parseDigitPattern } from './parse-digit-pattern';

/** A run of national numbers that are all valid: the prefix followed by any `free` digits. */
export interface NumberRange {
  prefix: string;
  free: number;
}

/** Where libphonenumber's metadata lists a country's types, and the order it lists them in. */
const TYPES_AT = 11;
const TYPE_AT: Readonly<Record<PhoneNumberType, number>> = { local: 0, mobile: 1, tollfree: 2, national: 6 };

/** The types each country's stock has, and how many digits their national numbers have. */
const LENGTHS: Readonly<Record<CountryIso, Partial<Record<PhoneNumberType, number>>>> = {
  IN: { local: 10 },
  US: { local: 10, tollfree: 10 },
  GB: { local: 10, mobile: 10 },
  CA: { local: 10, tollfree: 10 },
  AU: { local: 9, mobile: 9, tollfree: 10 },
  SG: { local: 8 },
  AE: { local: 8 },
};

const languages = new Map<string, DigitLanguage>();

function languageOf(country: CountryIso, type: PhoneNumberType): DigitLanguage {
  const key = `${country} ${type}`;
  const known = languages.get(key);
  if (known) return known;
  const plan: unknown = metadata.countries[country]?.[TYPES_AT];
  const entry: unknown = Array.isArray(plan) ? plan[TYPE_AT[type]] : undefined;
  const expression: unknown = Array.isArray(entry) ? entry[0] : undefined;
  if (typeof expression !== 'string') throw new Error(`libphonenumber has no ${type} numbers of ${country}`);
  const language = parseDigitPattern(expression);
  languages.set(key, language);
  return language;
}

/**
 * The valid national numbers of a country and type that begin with a prefix, as ranges in which every
 * number is valid: walked out of libphonenumber's own expression, so that none needs to be checked.
 */
export function findRanges(country: CountryIso, type: PhoneNumberType, prefix: string): NumberRange[] {
  const length = LENGTHS[country][type];
  if (length === undefined) return [];
  return rangesOf(continuations(country, type, prefix), prefix, length - prefix.length);
}

/** What may follow a prefix. */
function continuations(country: CountryIso, type: PhoneNumberType, prefix: string): DigitLanguage {
  let language = languageOf(country, type);
  for (const digit of prefix) language = language.after(Number(digit));
  return language;
}

function rangesOf(language: DigitLanguage, prefix: string, free: number): NumberRange[] {
  if (language.isEmpty || free < 0) return [];
  if (language.hasAll(free)) return [{ prefix, free }];
  const digits = Array.from({ length: free === 0 ? 0 : 10 }, (_, digit) => digit);
  return digits.flatMap((digit) => rangesOf(language.after(digit), `${prefix}${digit}`, free - 1));
}

/** Whether a national number is one of those that `findRanges` finds. Much faster than parsing it. */
export function isInRange(country: CountryIso, type: PhoneNumberType, national: string): boolean {
  return national.length === LENGTHS[country][type] && continuations(country, type, national).isFinal;
}

/** Whether any local number of a country may begin with a prefix. */
export function hasNumbers(country: CountryIso, prefix: string): boolean {
  return !continuations(country, 'local', prefix).isEmpty;
}

/** The types of number a country's stock can have. */
export function typesOf(country: CountryIso): PhoneNumberType[] {
  const lengths = LENGTHS[country];
  return (['local', 'mobile', 'tollfree', 'national'] as const).filter((type) => lengths[type] !== undefined);
}

/** How many numbers ranges hold together. */
export function sizeOf(ranges: readonly NumberRange[]): number {
  return ranges.reduce((sum, range) => sum + 10 ** range.free, 0);
}

import { AppError } from '@/lib/errors';
import { type CountryIso, getCountry } from '@/lib/phone/countries';
import type { PatternMode } from './schema';

/** A search pattern taken apart: what index it can use and what every match must look like. */
export interface NumberPattern {
  /** Digits right after the country code; empty when the pattern does not say how numbers start. */
  head: string;
  /** Digits at the very end; empty when the pattern does not say how numbers end. */
  tail: string;
  /** The longest run of digits anywhere. */
  longestRun: string;
  /** LIKE pattern over the national number; null when the head says it all. */
  like: string | null;
}

/** What can be looked up anywhere in a number, for which three digits are the least. */
const MIN_RUN = 3;

function refuse(sentence: string): never {
  throw new AppError('invalid_input', sentence, { field: 'pattern' });
}

/** What people type before the national number: +91, or the 0 that is dialled before an STD code. */
function withoutDiallingPrefix(text: string, mode: PatternMode, country: CountryIso): string {
  const { callingCode, trunkPrefix } = getCountry(country);
  const bare = text.replace('+', '');
  if (mode !== 'starts') return bare;
  if (text.startsWith(`+${callingCode}`)) return bare.slice(callingCode.length);
  // No national number of these countries starts with the trunk prefix.
  return trunkPrefix !== '' && bare.startsWith(trunkPrefix) ? bare.slice(trunkPrefix.length) : bare;
}

function surround(text: string, mode: PatternMode): string {
  const open = mode === 'starts' ? `${text}*` : mode === 'ends' ? `*${text}` : `*${text}*`;
  return open.replaceAll(/\*+/g, '*');
}

/**
 * Reads a pattern of digits and `*` (any run of digits); null when it leaves every number in.
 * Each pattern that passes can be answered from an index, which is what the minimum lengths are for.
 */
export function parsePattern(text: string, mode: PatternMode, country: CountryIso): NumberPattern | null {
  const bare = withoutDiallingPrefix(text, mode, country);
  const runs = bare.split('*').filter((run) => run !== '');
  if (runs.length === 0) return null;
  if (mode === 'contains' && runs.join('').length < MIN_RUN)
    refuse('Pattern needs at least 3 digits when it may stand anywhere in the number.');
  const whole = surround(bare, mode);
  const head = whole.startsWith('*') ? '' : (runs[0] ?? '');
  const tail = whole.endsWith('*') ? '' : (runs.at(-1) ?? '');
  const longestRun = runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
  if (runs.length > 1 && longestRun.length < MIN_RUN && head.length < 2 && tail.length < 2) {
    refuse('Pattern with * needs at least 3 digits in a row somewhere.');
  }
  const headSaysAll = head !== '' && runs.length === 1;
  return {
    head,
    tail,
    longestRun,
    like: headSaysAll ? null : whole.replaceAll('*', '%'),
  };
}

/**
 * The keys under which the index of digit groups files a number that has this run of digits: every
 * three neighbouring digits, and every four that are the same, told apart by country. The SQL
 * function number_digit_groups makes the same keys.
 */
export function digitGroupKeys(run: string, country: CountryIso): number[] {
  const base = (country.charCodeAt(0) * 26 + country.charCodeAt(1)) * 10_000;
  const starts = Array.from({ length: Math.max(0, run.length - MIN_RUN + 1) }, (_, at) => at);
  const groups = starts.map((at) => base + Number(run.slice(at, at + MIN_RUN)));
  const repeats = [...run.matchAll(/(\d)\1{3}/g)].map(([, digit]) => base + 1_000 + Number(digit));
  return [...new Set([...groups, ...repeats])];
}

/** The opaque mark of the page after `number`. */
export function encodeCursor(number: string): string {
  return Buffer.from(number).toString('base64url');
}

/** The number in a page mark; a mark that is not one of this country's search is refused. */
export function decodeCursor(cursor: string, country: CountryIso): string {
  const number = Buffer.from(cursor, 'base64url').toString('latin1');
  const isOurs =
    /^\d{7,15}$/.test(number) && number.startsWith(getCountry(country).callingCode) && encodeCursor(number) === cursor;
  if (!isOurs)
    throw new AppError('invalid_input', 'Page mark is not valid: start again from the first page.', {
      field: 'cursor',
    });
  return number;
}

import 'server-only';
import { type NumberType as LineType, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { COUNTRIES, type CountryIso, getCountry } from './countries';

export { COUNTRIES, type Country, type CountryIso, findCountry, getCountry } from './countries';

/** The kinds of number that are offered, as in the data model. */
export type PhoneNumberType = 'local' | 'mobile' | 'tollfree' | 'national';

/** What libphonenumber calls each kind; where it cannot tell fixed from mobile (NANP), both fit. */
const LINE_TYPES: Readonly<Record<PhoneNumberType, readonly LineType[]>> = {
  local: ['FIXED_LINE', 'FIXED_LINE_OR_MOBILE'],
  mobile: ['MOBILE', 'FIXED_LINE_OR_MOBILE'],
  tollfree: ['TOLL_FREE'],
  national: ['UAN', 'SHARED_COST'],
};

const TYPES: readonly PhoneNumberType[] = ['local', 'mobile', 'tollfree', 'national'];

function parse(digits: string): PhoneNumber | null {
  return parsePhoneNumberFromString(`+${digits}`) ?? null;
}

/** No country's way of writing a number depends on more than its length and its first five digits after the country code. */
const TELLING_DIGITS = 5;
const LONGEST_CALLING_CODE = 3;
const MOST_KNOWN = 50_000;

/** Ways of writing, and area codes, by what they depend on: '+## ## #### ####', '80'. */
const knownLayouts = new Map<string, string>();
const knownAreaCodes = new Map<string, string>();

/** How a number is written: E.164 digits '918041234567' become '+91 80 4123 4567'. */
export function displayNumber(digits: string): string {
  const key = `${digits.length} ${digits.slice(0, LONGEST_CALLING_CODE + TELLING_DIGITS)}`;
  const known = knownLayouts.get(key);
  if (known !== undefined) return fill(known, digits);
  const written = parse(digits)?.formatInternational() ?? `+${digits}`;
  // Some that are no numbers are written without digits that look like a dialling prefix.
  if (written.replaceAll(/\D/g, '') !== digits) return written;
  if (knownLayouts.size >= MOST_KNOWN) knownLayouts.clear();
  knownLayouts.set(key, written.replaceAll(/\d/g, '#'));
  return written;
}

function fill(layout: string, digits: string): string {
  let next = 0;
  let written = '';
  for (const sign of layout) written += sign === '#' ? digits.charAt(next++) : sign;
  return written;
}

/** The E.164 form of stored digits. */
export function e164(digits: string): string {
  return `+${digits}`;
}

/**
 * E.164 digits of what a person typed or pasted, or null when it cannot be a whole international
 * number. Grouping characters, the plus sign and a leading international 00 are dropped.
 */
export function parseDialled(text: string): string | null {
  if (text.length > 40) return null;
  const bare = text.trim().replace(/[\s().\u2010-\u2015-]/g, '');
  const digits = bare.replace(/^(\+|00)/, '');
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : null;
}

/**
 * E.164 digits of what a person at a number would dial: a whole international number, or a national one of the caller's
 * country, with or without its trunk prefix. Null when it cannot be either.
 * @param caller digits
 */
export function dialledFrom(caller: string, text: string): string | null {
  const country = countryOf(caller);
  const isInternational = /^\s*(\+|00)/.test(text);
  if (country === null || isInternational || text.length > 40) return parseDialled(text);
  const national = parsePhoneNumberFromString(text, country);
  return national?.isValid() ? national.number.slice(1) : parseDialled(text);
}

/** The country a number belongs to, or null when it is none of ours. */
export function countryOf(digits: string): CountryIso | null {
  return ourCountry(parse(digits));
}

function ourCountry(number: PhoneNumber | null): CountryIso | null {
  return COUNTRIES.find((country) => country.iso === number?.country)?.iso ?? null;
}

/** What a valid number can be: in North America a number may be local and mobile alike, and toll-free numbers are of every country. */
export interface NumberIdentity {
  countries: CountryIso[];
  types: PhoneNumberType[];
}

/** Which of our countries and types a number is of, or null when it is not valid or of none of them. */
export function identifyNumber(digits: string): NumberIdentity | null {
  const number = parse(digits);
  // A number without a type is not valid: libphonenumber's own test is no other.
  const line = number?.getType();
  if (!number || !line) return null;
  const types = TYPES.filter((type) => LINE_TYPES[type].includes(line));
  const isShared = line === 'TOLL_FREE';
  const countries = COUNTRIES.filter(({ iso, callingCode }) =>
    isShared ? callingCode === number.countryCallingCode : iso === number.country,
  ).map(({ iso }) => iso);
  return types.length > 0 && countries.length > 0 ? { countries, types } : null;
}

/** Whether a number is valid, is of the country and of the type. */
export function isNumberOf(digits: string, country: CountryIso, type: PhoneNumberType): boolean {
  const identity = identifyNumber(digits);
  return identity?.countries.includes(country) === true && identity.types.includes(type);
}

/** Whether a number is valid in the numbering plan of its country. */
export function isValidNumber(digits: string): boolean {
  return parse(digits)?.isValid() ?? false;
}

/** The area code within a number, by how it is written: an Indian number's STD code. Empty where a country has none. */
export function areaCodeOf(digits: string, country: CountryIso): string {
  const { callingCode, trunkPrefix } = getCountry(country);
  // Only plans with a trunk prefix, and the North American one, have area codes that may be left out.
  if (trunkPrefix === '' && callingCode !== '1') return '';
  const key = `${country}${digits.length} ${digits.slice(0, callingCode.length + TELLING_DIGITS)}`;
  const known = knownAreaCodes.get(key);
  if (known !== undefined) return known;
  const groups = displayNumber(digits).split(/[\s-]+/);
  const code = groups.length > 2 ? (groups[1] ?? '') : '';
  if (knownAreaCodes.size >= MOST_KNOWN) knownAreaCodes.clear();
  knownAreaCodes.set(key, code);
  return code;
}

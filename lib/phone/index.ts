import 'server-only';
import {
  type CountryCode,
  type NumberType as LineType,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
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

function parse(digits: string): PhoneNumber | null {
  return parsePhoneNumberFromString(`+${digits}`) ?? null;
}

/** How a number is written: E.164 digits '918041234567' become '+91 80 4123 4567'. */
export function displayNumber(digits: string): string {
  return parse(digits)?.formatInternational() ?? `+${digits}`;
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

/** The country a number belongs to, or null when it is none of ours. */
export function countryOf(digits: string): CountryIso | null {
  const iso = parse(digits)?.country;
  return COUNTRIES.find((country) => country.iso === iso)?.iso ?? null;
}

/** Whether a number is valid, is of the country and of the type. NANP toll-free numbers belong to the US and Canada alike. */
export function isNumberOf(digits: string, country: CountryIso, type: PhoneNumberType): boolean {
  const number = parse(digits);
  if (!number?.isValid()) return false;
  const line = number.getType();
  if (!line || !LINE_TYPES[type].includes(line)) return false;
  return (
    number.country === country ||
    (line === 'TOLL_FREE' && number.countryCallingCode === getCountry(country).callingCode)
  );
}

/** The type of a valid number, or null when it is invalid or of a kind that is not offered. */
export function numberTypeOf(digits: string): PhoneNumberType | null {
  const number = parse(digits);
  const line = number?.isValid() ? number.getType() : undefined;
  if (!line) return null;
  if (LINE_TYPES.local.includes(line)) return 'local';
  if (LINE_TYPES.mobile.includes(line)) return 'mobile';
  if (LINE_TYPES.tollfree.includes(line)) return 'tollfree';
  return LINE_TYPES.national.includes(line) ? 'national' : null;
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
  const number = parsePhoneNumberFromString(`+${digits}`, country satisfies CountryCode);
  const groups = number?.formatInternational().split(/[\s-]+/) ?? [];
  return groups.length > 2 ? (groups[1] ?? '') : '';
}

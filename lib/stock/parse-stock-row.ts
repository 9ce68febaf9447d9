import 'server-only';
import { parseDecimal } from '@/lib/money';
import {
  areaCodeOf,
  COUNTRIES,
  type CountryIso,
  findCountry,
  getCountry,
  identifyNumber,
  type NumberIdentity,
  type PhoneNumberType,
  parseDialled,
} from '@/lib/phone';
import { isInRange } from './find-ranges';
import type { RatePlanProfile } from './rules';

/** The columns of a stock file, in any order; those that may be left out have a value of their own then. */
export const STOCK_COLUMNS = {
  number: { isRequired: true, meaning: 'phone number with its country code, for instance +918041234567' },
  type: { isRequired: true, meaning: 'local, mobile, tollfree or national' },
  country: { isRequired: false, meaning: 'two letters; taken from the number when left out' },
  place: { isRequired: true, meaning: 'city or STD area; may be empty unless the type is local' },
  region: { isRequired: false, meaning: 'state or province; numbers of one region can back each other up' },
  capabilities: { isRequired: false, meaning: 'voice, sms, mms, separated by spaces; voice when left out' },
  series: { isRequired: false, meaning: 'number series; "standard" when left out' },
  setup_inr: { isRequired: false, meaning: 'set-up fee in rupees, for instance 500 or 99.50; 0 when left out' },
  setup_usd: { isRequired: false, meaning: 'set-up fee in US dollars; 0 when left out' },
  monthly_inr: { isRequired: true, meaning: 'monthly rate in rupees' },
  monthly_usd: { isRequired: true, meaning: 'monthly rate in US dollars' },
} as const;

export type StockColumn = keyof typeof STOCK_COLUMNS;

/** One row of a stock file that may go into the stock. */
export interface StockRow {
  number: string;
  country: CountryIso;
  type: PhoneNumberType;
  code: string;
  place: string;
  region: string;
  series: string;
  voice: boolean;
  sms: boolean;
  mms: boolean;
  rate: RatePlanProfile;
}

export type ReadCell = (column: StockColumn) => string;

/** Why a row cannot go into the stock. */
export class BadStockRow extends Error {}

const TYPES: Readonly<Record<string, PhoneNumberType>> = {
  local: 'local',
  fixed: 'local',
  mobile: 'mobile',
  tollfree: 'tollfree',
  'toll-free': 'tollfree',
  national: 'national',
};
const TYPE_NAMES: Readonly<Record<PhoneNumberType, string>> = {
  local: 'local',
  mobile: 'mobile',
  tollfree: 'toll-free',
  national: 'national',
};
/** What numbers that belong to no place are listed under. */
const NATIONWIDE: Readonly<Record<PhoneNumberType, string>> = {
  local: '',
  mobile: 'Mobile',
  tollfree: 'Toll-free',
  national: 'National',
};

/** India's STD codes have at most four digits, also where its numbers are written in two groups of five. */
const MAX_INDIAN_CODE = 4;
const MAX_NAME = 120;

type Numbered = Pick<StockRow, 'number' | 'country' | 'type'>;

function readDigits(cell: ReadCell): string {
  // Spreadsheets keep an apostrophe before text that starts with a plus sign.
  const text = cell('number').replace(/^'/, '');
  if (text === '') throw new BadStockRow('number is missing');
  return parseDialled(text) ?? refuseNumber(text);
}

function refuseNumber(text: string): never {
  throw new BadStockRow(`number ${text.slice(0, 40)} is not valid in any country offered here`);
}

/**
 * Number, country and type when they agree, which the numbering plans' expressions tell by
 * themselves; null when it takes libphonenumber to say what the number is.
 */
function readByRange(cell: ReadCell, number: string): Numbered | null {
  const type = TYPES[cell('type').toLowerCase()];
  const iso = cell('country').toUpperCase();
  if (!type) return null;
  const country = COUNTRIES.find(
    ({ iso: known, callingCode }) =>
      (iso === '' || iso === known) &&
      number.startsWith(callingCode) &&
      isInRange(known, type, number.slice(callingCode.length)),
  );
  return country ? { number, country: country.iso, type } : null;
}

function readNumbered(cell: ReadCell): Numbered {
  const number = readDigits(cell);
  const byRange = readByRange(cell, number);
  if (byRange) return byRange;
  const identity = identifyNumber(number) ?? refuseNumber(number);
  return { number, country: readCountry(cell, identity), type: readType(cell, identity) };
}

function readCountry(cell: ReadCell, identity: NumberIdentity): CountryIso {
  const text = cell('country').toUpperCase();
  const [first] = identity.countries;
  const country = text === '' ? first : findCountry(text)?.iso;
  if (!country) throw new BadStockRow(`country ${text.slice(0, 10)} is not offered here`);
  if (!identity.countries.includes(country)) {
    throw new BadStockRow(`number is of ${getCountry(first ?? country).name}, not of ${getCountry(country).name}`);
  }
  return country;
}

function readType(cell: ReadCell, identity: NumberIdentity): PhoneNumberType {
  const type = TYPES[cell('type').toLowerCase()];
  if (!type) throw new BadStockRow('type must be one of: local, mobile, tollfree, national');
  if (identity.types.includes(type)) return type;
  const actual = identity.types.map((known) => TYPE_NAMES[known]).join(' or ');
  throw new BadStockRow(`number is ${actual}, not ${TYPE_NAMES[type]}`);
}

function readName(cell: ReadCell, column: 'place' | 'region'): string {
  const name = cell(column);
  if (name.length > MAX_NAME) throw new BadStockRow(`${column} may have at most ${MAX_NAME} characters`);
  if (/\p{Cc}/u.test(name)) throw new BadStockRow(`${column} must not contain line breaks or control characters`);
  return name;
}

function readCapabilities(cell: ReadCell): Pick<StockRow, 'voice' | 'sms' | 'mms'> {
  const listed = cell('capabilities')
    .toLowerCase()
    .split(/[\s,;|+]+/)
    .filter((word) => word !== '');
  const words = new Set(listed.length > 0 ? listed : ['voice']);
  const can = { voice: words.delete('voice'), sms: words.delete('sms'), mms: words.delete('mms') };
  if (words.size > 0) throw new BadStockRow('capabilities must be among: voice, sms, mms');
  return can;
}

function readAmount(cell: ReadCell, column: 'setup_inr' | 'setup_usd' | 'monthly_inr' | 'monthly_usd'): bigint {
  const text = cell(column);
  const micros = text === '' && column.startsWith('setup') ? 0n : parseDecimal(text);
  if (micros === null || micros < 0n || micros > MAX_AMOUNT) {
    throw new BadStockRow(`${column} must be an amount from 0 to 1000000, for instance 250 or 2.50`);
  }
  return micros;
}

const MAX_AMOUNT = 1_000_000_000_000n;

function readCode(number: string, country: CountryIso, type: PhoneNumberType): string {
  if (type !== 'local') return '';
  const code = areaCodeOf(number, country);
  return country === 'IN' ? code.slice(0, MAX_INDIAN_CODE) : code;
}

/** Checks one row of a stock file; throws `BadStockRow` with the first thing that is wrong with it. */
export function parseStockRow(cell: ReadCell): StockRow {
  const { number, country, type } = readNumbered(cell);
  const place = readName(cell, 'place') || NATIONWIDE[type];
  if (place === '') throw new BadStockRow('place is missing, which local numbers need');
  const series = cell('series') || 'standard';
  if (!/^[\w-]{1,20}$/.test(series)) throw new BadStockRow('series must be 1 to 20 letters, digits or dashes');
  return {
    number,
    country,
    type,
    code: readCode(number, country, type),
    place,
    region: readName(cell, 'region'),
    series,
    ...readCapabilities(cell),
    rate: {
      setupInrMicros: readAmount(cell, 'setup_inr'),
      setupUsdMicros: readAmount(cell, 'setup_usd'),
      monthlyInrMicros: readAmount(cell, 'monthly_inr'),
      monthlyUsdMicros: readAmount(cell, 'monthly_usd'),
    },
  };
}

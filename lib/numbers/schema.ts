import { z } from 'zod';
import { COUNTRIES, type CountryIso } from '@/lib/phone/countries';
import { searchText } from '@/lib/search-text';

export const MAX_PAGE_SIZE = 100;
export const MAX_AREAS = 20;
/** An E.164 number has at most 15 digits; the rest is room for wildcards. */
export const MAX_PATTERN_LENGTH = 20;

const isoCodes = COUNTRIES.map((country) => country.iso);
const countryNames = COUNTRIES.map((country) => country.name).join(', ');

export const countryInput = z.enum(isoCodes as [CountryIso, ...CountryIso[]], {
  error: `Country must be one of: ${countryNames}.`,
});

export const numberTypeInput = z.enum(['local', 'mobile', 'tollfree', 'national'], {
  error: 'Type must be one of: local, mobile, tollfree, national.',
});

export const patternModeInput = z.enum(['starts', 'contains', 'ends'], {
  error: 'Pattern position must be one of: starts, contains, ends.',
});
export type PatternMode = z.output<typeof patternModeInput>;

const patternInput = z
  .string({ error: 'Pattern must be text.' })
  // Checked before anything looks at the text: a huge one costs nothing.
  .max(MAX_PATTERN_LENGTH * 2, `Pattern may have at most ${MAX_PATTERN_LENGTH} digits and *.`)
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(
    z
      .string()
      .regex(/^\+?[\d*]*$/, 'Pattern may hold only digits and * (any run of digits).')
      .max(MAX_PATTERN_LENGTH, `Pattern may have at most ${MAX_PATTERN_LENGTH} digits and *.`),
  );

const capabilityInput = z.enum(['voice', 'sms', 'mms'], { error: 'Capabilities must be among: voice, sms, mms.' });

const areaIdInput = z
  .number({ error: 'Place is unknown: choose one from the list.' })
  .int('Place is unknown: choose one from the list.')
  .positive('Place is unknown: choose one from the list.')
  .max(2_147_483_647, 'Place is unknown: choose one from the list.');

/** A page's cursor is the last number on the page before, in base64url. */
const cursorInput = z
  .string({ error: 'Page mark must be text.' })
  .max(32, 'Page mark is not valid: start again from the first page.')
  .regex(/^[\w-]+$/, 'Page mark is not valid: start again from the first page.');

export const searchAvailableNumbersInput = z.object({
  country: countryInput,
  /** Every type of the country when left out. */
  type: numberTypeInput.nullish(),
  areas: z
    .array(areaIdInput, { error: 'Place must be chosen from the list.' })
    .max(MAX_AREAS, `Choose at most ${MAX_AREAS} areas.`)
    .default([]),
  pattern: patternInput.default(''),
  mode: patternModeInput.default('starts'),
  capabilities: z
    .array(capabilityInput, { error: 'Capabilities must be a list.' })
    .max(3, 'Capabilities must be among: voice, sms, mms.')
    .default([]),
  cursor: cursorInput.nullish(),
  limit: z
    .number({ error: `Page size must be a whole number from 1 to ${MAX_PAGE_SIZE}.` })
    .int(`Page size must be a whole number from 1 to ${MAX_PAGE_SIZE}.`)
    .min(1, `Page size must be a whole number from 1 to ${MAX_PAGE_SIZE}.`)
    .max(MAX_PAGE_SIZE, `Page size must be a whole number from 1 to ${MAX_PAGE_SIZE}.`)
    .default(25),
});
export type SearchAvailableNumbersInput = z.input<typeof searchAvailableNumbersInput>;
export type SearchAvailableNumbersQuery = z.output<typeof searchAvailableNumbersInput>;

export const suggestPlacesInput = z.object({
  country: countryInput,
  text: searchText('Place', 80),
});
export type SuggestPlacesInput = z.input<typeof suggestPlacesInput>;

export const getPlacesInput = z.object({
  country: countryInput,
  areas: searchAvailableNumbersInput.shape.areas,
});
export type GetPlacesInput = z.input<typeof getPlacesInput>;

export const availableNumberInput = z
  .string({ error: 'Number must be digits with the country code, for instance 918041234567.' })
  .regex(/^\+?[1-9]\d{6,14}$/, 'Number must be digits with the country code, for instance 918041234567.')
  .transform((text) => text.replace('+', ''));

import { z } from 'zod';
import { COUNTRIES, type CountryIso } from '@/lib/phone/countries';
import { searchText } from '@/lib/search-text';
import { HA_FILTERS, RENTAL_SORTS, RENTAL_TYPES, SEARCH_MAX } from './format';

const rentalId = z
  .string({ error: 'Number is unknown; choose one of your active numbers.' })
  .regex(/^num_[0-9a-z]{26}$/, 'Number is unknown; choose one of your active numbers.');

export const rentalInput = z.object({ rentalId });
export type RentalInput = z.input<typeof rentalInput>;

export const releaseNumberInput = rentalInput.extend({
  /** The fallback the preview named, null for none: a release that would end other numbers is refused. */
  fallbackRentalId: rentalId.nullish(),
});
export type ReleaseNumberInput = z.input<typeof releaseNumberInput>;

export const updateNumberInput = z.object({
  rentalId,
  alias: z
    .string({ error: 'Alias must be text.' })
    .trim()
    .max(80, 'Alias may have at most 80 characters.')
    .refine((text) => !/\p{Cc}/u.test(text), 'Alias must not contain line breaks or control characters.')
    .transform((text) => text || null)
    .nullable(),
  applicationId: z.union(
    [
      z.literal('').transform(() => null),
      z.string().regex(/^app_[0-9a-z]{26}$/, 'Application is unknown; choose one of your applications.'),
      z.null(),
    ],
    { error: 'Application is unknown; choose one of your applications.' },
  ),
  /** For a fallback number: whether it keeps following its primary's application. */
  followsPrimary: z.boolean({ error: 'Follow the primary must be on or off.' }).optional(),
});
export type UpdateNumberInput = z.input<typeof updateNumberInput>;

const isoCodes = COUNTRIES.map((country) => country.iso);

export const rentalFilterInput = z.object({
  /** Part of a number, an alias or an application's name; spaces and plus signs do not matter. */
  search: searchText('Search', SEARCH_MAX).default(''),
  country: z
    .enum(isoCodes as [CountryIso, ...CountryIso[]], {
      error: `Country must be one of: ${COUNTRIES.map((country) => country.name).join(', ')}.`,
    })
    .nullish(),
  type: z.enum(RENTAL_TYPES, { error: `Type must be one of: ${RENTAL_TYPES.join(', ')}.` }).nullish(),
  ha: z.enum(HA_FILTERS, { error: `High availability must be one of: ${HA_FILTERS.join(', ')}.` }).nullish(),
  /** The carrier's slug. */
  carrier: z
    .string({ error: 'Carrier must be text.' })
    .regex(/^[a-z0-9-]{1,60}$/, 'Carrier is unknown; choose one from the list.')
    .nullish(),
});
export type RentalFilterInput = z.input<typeof rentalFilterInput>;
export type RentalFilter = z.output<typeof rentalFilterInput>;

export const listRentalsInput = rentalFilterInput.extend({
  sort: z
    .object({
      column: z.enum(RENTAL_SORTS, { error: `Sort must be by one of: ${RENTAL_SORTS.join(', ')}.` }),
      descending: z.boolean({ error: 'Sort direction must be up or down.' }),
    })
    .default({ column: 'number', descending: false }),
  page: z
    .number()
    .int('Page must be a whole number.')
    .min(1, 'Page must be 1 or more.')
    .max(1_000_000, 'Page is too large.')
    .default(1),
  size: z
    .union([z.literal(25), z.literal(50), z.literal(100)], { error: 'Page size must be one of: 25, 50, 100.' })
    .default(25),
});
export type ListRentalsInput = z.input<typeof listRentalsInput>;
export type ListRentalsQuery = z.output<typeof listRentalsInput>;

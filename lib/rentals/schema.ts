import { z } from 'zod';
import { COUNTRIES, type CountryIso } from '@/lib/phone/countries';
import { searchText } from '@/lib/search-text';
import { HA_FILTERS, NOTES_MAX, RENTAL_SORTS, RENTAL_TYPES, SEARCH_MAX, TAG_MAX, TAGS_MAX } from './format';

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

export const aliasInput = z
  .string({ error: 'Alias must be text.' })
  .trim()
  .max(80, 'Alias may have at most 80 characters.')
  .refine((text) => !/\p{Cc}/u.test(text), 'Alias must not contain line breaks or control characters.')
  .transform((text) => text || null)
  .nullable();

export const applicationInput = z.union(
  [
    z.literal('').transform(() => null),
    z.string().regex(/^app_[0-9a-z]{26}$/, 'Application is unknown; choose one of your applications.'),
    z.null(),
  ],
  { error: 'Application is unknown; choose one of your applications.' },
);

const TAG_RULE = `A tag has 1 to ${TAG_MAX} letters, digits, dashes, dots, colons or underscores.`;

export const tagInput = z
  .string({ error: 'Tags must be text.' })
  .trim()
  .toLowerCase()
  .max(TAG_MAX, TAG_RULE)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._:-]*$/u, TAG_RULE);

/** Tags as a list, or as text with commas or blanks between them. */
export const tagsInput = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/).filter((tag) => tag !== ''))], {
    error: 'Tags must be text.',
  })
  .pipe(z.array(tagInput).max(TAGS_MAX, `A number may have at most ${TAGS_MAX} tags.`))
  .transform((tags) => [...new Set(tags)].sort());

export const notesInput = z
  .string({ error: 'Notes must be text.' })
  .max(NOTES_MAX, `Notes may have at most ${NOTES_MAX.toLocaleString('en')} characters.`)
  .transform((text) => text.replaceAll('\r\n', '\n').trim() || null)
  .refine((text) => !/[^\P{Cc}\n\t]/u.test(text ?? ''), 'Notes must not contain control characters.')
  .nullable();

/** What is left out stays as it is. */
export const updateNumberInput = z.object({
  rentalId,
  alias: aliasInput.optional(),
  applicationId: applicationInput.optional(),
  /** All of them. */
  tags: tagsInput.optional(),
  /** Only these, whatever others there are. */
  addTags: tagsInput.optional(),
  removeTags: tagsInput.optional(),
  notes: notesInput.optional(),
  /** For a fallback number: whether it keeps following its primary's application. */
  followsPrimary: z.boolean({ error: 'Follow the primary must be on or off.' }).optional(),
});
export type UpdateNumberInput = z.input<typeof updateNumberInput>;

export const protectNumberInput = rentalInput.extend({
  isProtected: z.boolean({ error: 'Protection must be on or off.' }),
});
export type ProtectNumberInput = z.input<typeof protectNumberInput>;

export const saveViewInput = z.object({
  name: z
    .string({ error: 'Name must be text.' })
    .trim()
    .min(1, 'Name must not be empty.')
    .max(60, 'Name may have at most 60 characters.')
    .refine((text) => !/\p{Cc}/u.test(text), 'Name must not contain line breaks or control characters.'),
  /** The address's query; what the page does not know is left out by the page itself. */
  query: z.string({ error: 'View must be text.' }).max(1_000, 'View has too many filters to be kept.'),
  isShared: z.boolean({ error: 'Shared must be on or off.' }).default(false),
});
export type SaveViewInput = z.input<typeof saveViewInput>;

export const viewInput = z.object({
  viewId: z.string().regex(/^viw_[0-9a-z]{26}$/, 'View is unknown; choose one from the list.'),
});
export type ViewInput = z.input<typeof viewInput>;

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
  tag: tagInput.nullish(),
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

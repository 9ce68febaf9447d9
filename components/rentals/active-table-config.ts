import { createParser, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { tableConfig } from '@/components/data-table/table-params';
import { COUNTRIES } from '@/lib/phone/countries';
import { HA_FILTERS, RENTAL_SORTS, RENTAL_TYPES, SEARCH_MAX } from '@/lib/rentals/format';

export const activeTable = tableConfig({
  sortable: RENTAL_SORTS,
  defaultSort: { column: 'number', descending: false },
  // Where a table has no room for all, what a number can do is the least asked.
  hidden: ['capabilities', 'notes'],
});

const parseAsSlug = createParser<string>({
  parse: (text) => (/^[a-z0-9-]{1,60}$/.test(text) ? text : null),
  serialize: (slug) => slug,
});

const parseAsTag = createParser<string>({
  parse: (text) => (/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._:-]{0,39}$/u.test(text) ? text : null),
  serialize: (tag) => tag,
});

/** What Active Numbers is narrowed to, in its address and its export's. Junk counts as not set. */
export const activeFilters = {
  q: parseAsString.withDefault(''),
  country: parseAsStringLiteral(COUNTRIES.map((country) => country.iso)),
  type: parseAsStringLiteral(RENTAL_TYPES),
  ha: parseAsStringLiteral(HA_FILTERS),
  carrier: parseAsSlug,
  tag: parseAsTag,
};

/** What people call the parts of its address that can be wrong. */
export const ACTIVE_WORDS = {
  country: 'Country',
  type: 'Type',
  ha: 'High availability',
  carrier: 'Carrier',
  tag: 'Tag',
  sort: 'Sort',
  page: 'Page',
  size: 'Rows per page',
  density: 'Row height',
};

export interface ActiveFilterValues {
  q: string;
  country: (typeof COUNTRIES)[number]['iso'] | null;
  type: (typeof RENTAL_TYPES)[number] | null;
  ha: (typeof HA_FILTERS)[number] | null;
  carrier: string | null;
  tag: string | null;
}

export function isFiltered({ q, country, type, ha, carrier, tag }: ActiveFilterValues): boolean {
  return Boolean(q.trim() || country || type || ha || carrier || tag);
}

/** The filters as the verbs take them. */
export function rentalFilterOf({ q, ...filters }: ActiveFilterValues) {
  return { search: q.slice(0, SEARCH_MAX), ...filters };
}

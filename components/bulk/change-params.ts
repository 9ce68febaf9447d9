import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { parseAsNumbers } from '@/components/bulk/number-list-parser';
import { activeFilters } from '@/components/rentals/active-table-config';
import { MOST_CHOSEN } from '@/lib/bulk/format';

export const CHANGES = ['application', 'alias', 'tags', 'enable_ha', 'release'] as const;
export type ChangeKind = (typeof CHANGES)[number];

const selectionParsers = {
  ...activeFilters,
  /** The numbers chosen one by one; without them all that match the filters, when `all` says so. */
  numbers: parseAsNumbers(MOST_CHOSEN),
  all: parseAsStringLiteral(['on']),
};

/** The whole of a change that is being put together is in the address, so that its preview is a page like any other. */
export const loadChangeParams = createLoader({
  ...selectionParsers,
  do: parseAsStringLiteral(CHANGES),
  preview: parseAsStringLiteral(['on']),
  application: parseAsString.withDefault(''),
  pattern: parseAsString.withDefault(''),
  add: parseAsString.withDefault(''),
  remove: parseAsString.withDefault(''),
  reach: parseAsStringLiteral(['area', 'state', 'country']).withDefault('country'),
});

export type ChangeParams = Awaited<ReturnType<typeof loadChangeParams>>;

/** The address of the selection alone, for the links between the kinds of change. */
export const selectionQuery = createSerializer(selectionParsers);

/** What is changed, as the verbs take it; null while nothing is chosen. */
export function changeOf(params: ChangeParams) {
  switch (params.do) {
    case 'application':
      return { kind: 'application' as const, applicationId: params.application };
    case 'alias':
      return { kind: 'alias' as const, pattern: params.pattern };
    case 'tags':
      return { kind: 'tags' as const, add: params.add, remove: params.remove };
    case 'enable_ha':
      return { kind: 'enable_ha' as const, reach: params.reach };
    case 'release':
      return { kind: 'release' as const };
    default:
      return null;
  }
}

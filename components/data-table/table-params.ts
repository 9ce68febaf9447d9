import { createParser, parseAsArrayOf, parseAsNumberLiteral, parseAsString, parseAsStringLiteral } from 'nuqs/server';

export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];
const PAGE_MAX = 1_000_000;

export interface TableSort<Column extends string = string> {
  column: Column;
  descending: boolean;
}

/** In the words of aria-sort. */
export function sortDirection(sort: TableSort): 'ascending' | 'descending' {
  return sort.descending ? 'descending' : 'ascending';
}

/** `renews` or `-renews`; any other column is as good as none. */
function parseAsSort<Column extends string>(sortable: readonly Column[]) {
  return createParser<TableSort<Column>>({
    parse(text) {
      const descending = text.startsWith('-');
      const column = sortable.find((name) => name === text.slice(descending ? 1 : 0));
      return column === undefined ? null : { column, descending };
    },
    serialize: ({ column, descending }) => `${descending ? '-' : ''}${column}`,
    eq: (a, b) => a.column === b.column && a.descending === b.descending,
  });
}

const parseAsPage = createParser<number>({
  parse: (text) => (/^[1-9]\d{0,6}$/.test(text) && Number(text) <= PAGE_MAX ? Number(text) : null),
  serialize: String,
});

export interface TableConfig<Column extends string = string> {
  sortable: readonly Column[];
  defaultSort: TableSort<Column>;
  /** Columns not shown until asked for. */
  hidden?: readonly string[];
}

/** What server and browser must agree on about one table. Keep it in a file both can import. */
export function tableConfig<const Column extends string>(
  config: TableConfig<Column> & { defaultSort: TableSort<NoInfer<Column>> },
): TableConfig<Column> {
  return config;
}

/**
 * What a table keeps in the address: read on the server (createLoader) and written by DataTable with
 * the same parsers. Junk in the address falls back to the default.
 */
export function tableParams<Column extends string>({ sortable, defaultSort, hidden = [] }: TableConfig<Column>) {
  return {
    sort: parseAsSort(sortable).withDefault(defaultSort),
    page: parseAsPage.withDefault(1),
    size: parseAsNumberLiteral(PAGE_SIZES).withDefault(25),
    hide: parseAsArrayOf(parseAsString).withDefault([...hidden]),
    density: parseAsStringLiteral(['regular', 'dense'] as const).withDefault('regular'),
  };
}

/** Pages there are for that many rows; one even when there is nothing. */
export function pageCountOf(total: number, size: number): number {
  return Math.max(1, Math.ceil(total / size));
}

/** The rows a page shows, counted from one: [26, 50]. */
export function rowSpan(page: number, size: number, shown: number): [number, number] {
  const before = (page - 1) * size;
  return [shown === 0 ? 0 : before + 1, before + shown];
}

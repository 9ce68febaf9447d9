'use client';

import { useQueryStates } from 'nuqs';
import { useMemo, useTransition } from 'react';
import { type PageSize, type TableConfig, type TableSort, tableParams } from '@/components/data-table/table-params';
import type { Density } from '@/components/ui/table';

/** The table's state in the address, and the ways to change it. */
export function useTableAddress(config: TableConfig) {
  const [pending, startTransition] = useTransition();
  const [view, setView] = useQueryStates(
    useMemo(() => tableParams(config), [config]),
    { history: 'push', scroll: false },
  );
  /** The server answers these; the rows shown stay until it has. */
  const ask = (next: { sort?: TableSort; size?: PageSize }) =>
    setView({ ...next, page: null }, { shallow: false, startTransition });
  return {
    pending,
    hidden: view.hide,
    density: view.density,
    sortBy: (column: string) =>
      ask({ sort: { column, descending: view.sort.column === column && !view.sort.descending } }),
    // Through the same queue as sorting and filters: a link's address may be older than the last press.
    setPage: (page: number) => setView({ page }, { shallow: false, startTransition, scroll: true }),
    setSize: (size: PageSize) => ask({ size }),
    setHidden: (hide: string[]) => setView({ hide }, { history: 'replace' }),
    setDensity: (density: Density) => setView({ density }, { history: 'replace' }),
  };
}

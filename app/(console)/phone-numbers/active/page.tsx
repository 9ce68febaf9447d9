import { Download, Import } from 'lucide-react';
import type { Metadata } from 'next';
import { createLoader, createSerializer, type SearchParams } from 'nuqs/server';
import { tableParams } from '@/components/data-table/table-params';
import { LeftOut } from '@/components/layout/left-out';
import { leftOutNames } from '@/components/layout/left-out-names';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { ActiveEmpty } from '@/components/rentals/active-empty';
import { ActiveFilters } from '@/components/rentals/active-filters';
import { toActiveRow } from '@/components/rentals/active-row';
import { ActiveTable } from '@/components/rentals/active-table';
import {
  ACTIVE_WORDS,
  activeFilters,
  activeTable,
  isFiltered,
  rentalFilterOf,
} from '@/components/rentals/active-table-config';
import { ViewsMenu } from '@/components/rentals/views-menu';
import { buttonClasses } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { isAllowed, requireSession } from '@/lib/auth';
import { listRentals, listViews } from '@/lib/rentals';

export const metadata: Metadata = { title: 'Active Numbers' };

const parsers = { ...tableParams(activeTable), ...activeFilters };
const load = createLoader(parsers);
const filterQuery = createSerializer(activeFilters);

export default async function ActiveNumbersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await requireSession();
  const { sort, page, size, hide: _, density: __, ...filters } = await load(searchParams);
  const { rows, total, facets } = await listRentals(ctx, { ...rentalFilterOf(filters), sort, page, size });
  const mayBuy = isAllowed(ctx, 'numbers.buy');
  const mayImport = isAllowed(ctx, 'numbers.import');
  const mayChange = isAllowed(ctx, 'numbers.update');
  const views = await listViews(ctx);
  return (
    <Page width="full">
      <LiveRefresh />
      <PageHeader
        title="Active Numbers"
        summary="Every number you rent, fallback numbers included."
        actions={
          <>
            {total > 0 ? (
              <a href={filterQuery('/phone-numbers/active/export', filters)} download className={buttonClasses()}>
                <Download aria-hidden />
                Export CSV
              </a>
            ) : null}
            {mayImport ? (
              <ButtonLink href="/phone-numbers/import">
                <Import aria-hidden />
                Bring numbers
              </ButtonLink>
            ) : null}
            {mayBuy ? (
              <ButtonLink href="/phone-numbers/buy" variant="primary">
                Buy number
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <LeftOut names={leftOutNames(parsers, await searchParams, ACTIVE_WORDS)} />
      <ActiveTable
        rows={rows.map(toActiveRow)}
        {...{ sort, page, size, total }}
        toolbar={
          facets.total > 0 ? (
            <ActiveFilters facets={facets}>
              <ViewsMenu views={views} />
            </ActiveFilters>
          ) : null
        }
        changeQuery={mayChange ? filterQuery('', filters) : null}
        empty={<ActiveEmpty filtered={facets.total > 0 || isFiltered(filters)} mayBuy={mayBuy} />}
      />
    </Page>
  );
}

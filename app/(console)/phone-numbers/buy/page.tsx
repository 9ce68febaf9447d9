import type { Metadata } from 'next';
import { NumberSearch } from '@/components/buy/number-search';
import { PriceNote } from '@/components/buy/price-note';

import { SearchResults } from '@/components/buy/search-results';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Alert } from '@/components/ui/alert';
import { requireSession } from '@/lib/auth';
import { formatTaxRate, taxBasisPointsFor } from '@/lib/billing';
import { loadSearch, readSearch } from './load-search';

export const metadata: Metadata = { title: 'Buy Number' };

export default async function BuyNumberPage({ searchParams }: PageProps<'/phone-numbers/buy'>) {
  const { ctx, account } = await requireSession();
  const asked = await readSearch(searchParams, account);
  const { search, places, problems, outcome } = await loadSearch(ctx, asked);
  const tax = taxBasisPointsFor(account.currency);
  return (
    <Page width="full">
      <PageHeader
        title="Buy Number"
        summary={<PriceNote currency={account.currency} taxRate={tax === 0 ? null : formatTaxRate(tax)} />}
      />
      <NumberSearch country={search.country} places={places} problems={problems}>
        {problems.cursor ? (
          <Alert tone="warn" className="mb-3">
            {problems.cursor}
          </Alert>
        ) : null}
        <SearchResults search={search} outcome={outcome} />
      </NumberSearch>
    </Page>
  );
}

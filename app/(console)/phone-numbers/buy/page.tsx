import type { Metadata } from 'next';
import { NoCompliance } from '@/components/buy/no-compliance';
import { NumberSearch } from '@/components/buy/number-search';
import { PriceNote } from '@/components/buy/price-note';
import { SEARCH_WORDS, searchParsers } from '@/components/buy/search-params';
import { SearchResults } from '@/components/buy/search-results';
import { LeftOut } from '@/components/layout/left-out';
import { leftOutNames } from '@/components/layout/left-out-names';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Alert } from '@/components/ui/alert';
import { isAllowed, requireSession } from '@/lib/auth';
import { formatTaxRate, taxBasisPointsFor } from '@/lib/billing';
import { findMissingCompliance } from '@/lib/compliance';
import { loadSearch, readSearch } from './load-search';

export const metadata: Metadata = { title: 'Buy Number' };

export default async function BuyNumberPage({ searchParams }: PageProps<'/phone-numbers/buy'>) {
  const { ctx, account, user } = await requireSession();
  const asked = await readSearch(searchParams, account);
  const { search, places, problems, outcome } = await loadSearch(ctx, asked);
  const missing = await findMissingCompliance(ctx, search.country);
  const tax = taxBasisPointsFor(account.currency);
  return (
    <Page width="full">
      <PageHeader
        title="Buy Number"
        summary={<PriceNote currency={account.currency} taxRate={tax === 0 ? null : formatTaxRate(tax)} />}
      />
      <NumberSearch country={search.country} places={places} problems={problems}>
        <LeftOut names={leftOutNames(searchParsers, await searchParams, SEARCH_WORDS)} />
        {problems.cursor ? (
          <Alert tone="warn" className="mb-3">
            {problems.cursor}
          </Alert>
        ) : null}
        {missing ? (
          <div className="mb-3">
            <NoCompliance missing={missing} />
          </div>
        ) : null}
        <SearchResults
          search={search}
          outcome={outcome}
          isPartial={Object.keys(problems).length > 0}
          isOperator={user.isOperator}
          canChoose={isAllowed(ctx, 'numbers.buy')}
        />
      </NumberSearch>
    </Page>
  );
}

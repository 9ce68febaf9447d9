import { CartBar } from '@/components/buy/cart-bar';
import { NoMatch } from '@/components/buy/no-match';
import { NumberTable } from '@/components/buy/number-table';
import { ResultPages } from '@/components/buy/result-pages';
import { SearchFailed } from '@/components/buy/search-failed';
import { type NumberSearch, searchHref } from '@/components/buy/search-params';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { totalText } from '@/lib/numbers/format';
import type { AvailableNumberPage, EmptySearchExplanation } from '@/lib/numbers/types';
import { getCountry } from '@/lib/phone/countries';

export type SearchOutcome =
  | { kind: 'found'; page: AvailableNumberPage }
  | { kind: 'none'; explanation: EmptySearchExplanation }
  | { kind: 'failed'; requestId: string };

interface SearchResultsProps {
  search: NumberSearch;
  outcome: SearchOutcome;
  isOperator: boolean;
  /** Whether a part of what was asked was refused: then the count is of something else. */
  isPartial: boolean;
  /** Several numbers can be chosen and bought together. */
  canChoose: boolean;
}

/** The rows, or why there are none. The count is read out when it changes. */
export function SearchResults({ search, outcome, isPartial, isOperator, canChoose }: SearchResultsProps) {
  const country = getCountry(search.country).name;
  return (
    <>
      <p role="status" className="figures mb-2 min-h-5 text-muted">
        {countText(outcome, country)}
        {isPartial && outcome.kind === 'found' ? ', without what was refused' : ''}
      </p>
      {outcome.kind === 'failed' ? (
        <SearchFailed requestId={outcome.requestId} />
      ) : (
        <Card flush>
          {outcome.kind === 'none' ? (
            <NoMatch search={search} explanation={outcome.explanation} isOperator={isOperator} />
          ) : (
            <FoundNumbers search={search} page={outcome.page} caption={`Numbers in ${country}`} canChoose={canChoose} />
          )}
        </Card>
      )}
      {canChoose ? <CartBar /> : null}
    </>
  );
}

function countText(outcome: SearchOutcome, country: string): string {
  if (outcome.kind === 'failed') return '';
  return outcome.kind === 'none' ? `No number in ${country} fits` : `${totalText(outcome.page.total)} in ${country}`;
}

interface FoundNumbersProps {
  search: NumberSearch;
  page: AvailableNumberPage;
  caption: string;
  canChoose: boolean;
}

function FoundNumbers({ search, page, caption, canChoose }: FoundNumbersProps) {
  const start = searchHref({ ...search, cursor: null });
  if (page.rows.length === 0) {
    return (
      <EmptyState title="Nothing more on this page" actions={<ButtonLink href={start}>Back to start</ButtonLink>}>
        The numbers that were here have been taken meanwhile.
      </EmptyState>
    );
  }
  return (
    <>
      <NumberTable caption={caption} numbers={page.rows} canChoose={canChoose} />
      <ResultPages
        start={search.cursor ? start : null}
        next={page.nextCursor ? searchHref({ ...search, cursor: page.nextCursor }) : null}
        shown={page.rows.length}
        total={page.total}
      />
    </>
  );
}

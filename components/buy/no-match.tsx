import { SearchX } from 'lucide-react';
import { type NumberSearch, searchHref } from '@/components/buy/search-params';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { totalText } from '@/lib/numbers/format';
import type { EmptySearchExplanation, SearchFilter } from '@/lib/numbers/types';
import { getCountry } from '@/lib/phone/countries';

const FILTER_WORDS: Readonly<Record<SearchFilter, string>> = {
  type: 'type',
  areas: 'place',
  pattern: 'pattern',
  capabilities: 'capabilities',
};

const DROPPED: Readonly<Record<SearchFilter, Partial<NumberSearch>>> = {
  type: { type: null },
  areas: { areas: [] },
  pattern: { pattern: '' },
  capabilities: { capabilities: [] },
};

const NOTHING_ASKED = { type: null, areas: [], pattern: '', capabilities: [], cursor: null };

interface NoMatchProps {
  search: NumberSearch;
  explanation: EmptySearchExplanation;
  /** Who can put numbers on offer is told how. */
  isOperator: boolean;
}

/** Which filter hides most, and one press to drop it. */
export function NoMatch({ search, explanation, isOperator }: NoMatchProps) {
  const { culprit, relaxations } = explanation;
  const country = getCountry(search.country).name;
  const useful = relaxations.filter(({ total }) => 'atLeast' in total || total.exact > 0);
  const all = searchHref({ ...search, ...NOTHING_ASKED });
  if (relaxations.length === 0) {
    return (
      <EmptyState icon={<SearchX />} title={`No numbers in ${country} right now`}>
        No carrier has a number of this country on offer. {isOperator ? <StockCommands /> : 'Choose another country.'}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title="No number fits"
      actions={
        <>
          {useful.map(({ filter, total }) => (
            <ButtonLink
              key={filter}
              href={searchHref({ ...search, ...DROPPED[filter], cursor: null })}
              variant={filter === culprit ? 'primary' : 'secondary'}
              prefetch={false}
            >
              Drop the {FILTER_WORDS[filter]} ({totalText(total)})
            </ButtonLink>
          ))}
          {relaxations.length > 1 ? (
            <ButtonLink href={all} variant="ghost" prefetch={false}>
              Clear filters
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {culprit
        ? `The filter on the ${FILTER_WORDS[culprit]} removed the most.`
        : 'Dropping a single filter is not enough: together they leave nothing.'}
    </EmptyState>
  );
}

function StockCommands() {
  return (
    <>
      Make invented ones with <Command>npm run stock -- generate --count 50000</Command>, or take a carrier's own in
      with <Command>npm run stock -- import FILE.csv --carrier NAME</Command>.
    </>
  );
}

function Command({ children }: { children: string }) {
  return <code className="rounded-sm bg-canvas px-1 font-mono text-xs text-text">{children}</code>;
}

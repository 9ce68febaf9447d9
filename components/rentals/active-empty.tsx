import { Phone, SearchX } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';

/** Why there is nothing: nothing matches, or nothing was bought yet. */
export function ActiveEmpty({ filtered, mayBuy }: { filtered: boolean; mayBuy: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No number matches"
        actions={<ButtonLink href="/phone-numbers/active">Clear search and filters</ButtonLink>}
      >
        Spaces and plus signs do not matter. Released numbers are on their own page.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Phone />}
      title="No numbers yet"
      actions={
        mayBuy ? (
          <ButtonLink href="/phone-numbers/buy" variant="primary">
            Buy number
          </ButtonLink>
        ) : undefined
      }
    >
      {mayBuy
        ? 'Numbers you rent are listed here, each with its fallback if it has one.'
        : 'Numbers this account rents are listed here. An owner, admin or developer can buy them.'}
    </EmptyState>
  );
}

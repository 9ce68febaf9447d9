'use client';

import { X } from 'lucide-react';
import { appHref } from '@/components/layout/app-href';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { MOST_CHOSEN, MOST_EDITED, numbersText } from '@/lib/bulk/format';

const CHANGE = '/phone-numbers/active/change';

interface ChosenBarProps {
  numbers: readonly string[];
  /** Numbers that match the filters, this page's included. */
  total: number;
  /** The filters in the address, beginning with "?" or empty. */
  filterQuery: string;
  onClear: () => void;
}

/** What is chosen, and the ways on: with these numbers, or with all that match the filters. */
export function ChosenBar({ numbers, total, filterQuery, onClear }: ChosenBarProps) {
  const all = new URLSearchParams(filterQuery);
  all.set('all', 'on');
  return (
    <section
      aria-label="Chosen numbers"
      data-cart-bar={numbers.length > 0 ? '' : undefined}
      className="sticky bottom-0 z-30 mt-3 empty:hidden"
    >
      {numbers.length > 0 ? (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-lg border border-line-strong bg-surface px-4 py-2.5 shadow-lg">
          <p role="status">
            <span className="figures font-semibold">{numbersText(numbers.length)}</span> chosen
            {numbers.length >= MOST_CHOSEN ? <span className="text-muted"> (the most one by one)</span> : null}
          </p>
          <span className="flex flex-wrap gap-2">
            <Button variant="ghost" onClick={onClear}>
              <X aria-hidden />
              Clear
            </Button>
            {total > numbers.length && total <= MOST_EDITED ? (
              <ButtonLink href={appHref(CHANGE, all)} prefetch={false}>
                Change all {total.toLocaleString('en')} that match
              </ButtonLink>
            ) : null}
            <ButtonLink
              href={appHref(CHANGE, new URLSearchParams({ numbers: numbers.join(',') }))}
              variant="primary"
              prefetch={false}
            >
              Change {numbersText(numbers.length)}
            </ButtonLink>
          </span>
        </div>
      ) : null}
    </section>
  );
}

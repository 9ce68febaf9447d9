import { ChevronRight, ChevronsLeft } from 'lucide-react';
import type { Route } from 'next';
import { PendingMark } from '@/components/buy/pending-mark';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { totalText } from '@/lib/numbers/format';
import type { SearchTotal } from '@/lib/numbers/types';

interface ResultPagesProps {
  /** The first page; null on it. */
  start: Route | null;
  /** The next page; null on the last. */
  next: Route | null;
  shown: number;
  total: SearchTotal;
}

/** Pages by the last number shown: forward and back to the start; the browser's Back goes one page back. */
export function ResultPages({ start, next, shown, total }: ResultPagesProps) {
  return (
    <nav
      aria-label="Pages of numbers"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line px-4 py-2.5 text-sm"
    >
      <p className="figures text-muted">
        {shown} of {totalText(total)} on this page
      </p>
      <span className="flex gap-2">
        {start ? (
          <ButtonLink href={start} size="sm" prefetch={false}>
            <ChevronsLeft aria-hidden />
            Back to start
            <PendingMark />
          </ButtonLink>
        ) : null}
        {next ? (
          <ButtonLink href={next} size="sm" prefetch={false} rel="next">
            Next
            <ChevronRight aria-hidden />
            <PendingMark />
          </ButtonLink>
        ) : (
          <Button size="sm" disabled>
            Next
            <ChevronRight aria-hidden />
          </Button>
        )}
      </span>
    </nav>
  );
}

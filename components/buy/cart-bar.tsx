'use client';

import { ShoppingCart, X } from 'lucide-react';
import { useCart } from '@/components/buy/use-cart';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Money } from '@/components/ui/money';
import { cartPath, MOST_BOUGHT, numbersText } from '@/lib/bulk/format';

/** What is chosen so far and what it comes to, at the lower edge of the search; nothing while nothing is chosen. */
export function CartBar() {
  const { items, clear } = useCart();
  const [first] = items;
  const due = items.reduce((sum, { dueMicros }) => sum + BigInt(dueMicros), 0n);
  const isFull = items.length >= MOST_BOUGHT;
  return (
    <section
      aria-label="Chosen numbers"
      data-cart-bar={first ? '' : undefined}
      className="sticky bottom-0 z-30 mt-3 empty:hidden"
    >
      {first ? (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-lg border border-line-strong bg-surface px-4 py-2.5 shadow-lg">
          <p role="status" className="flex items-center gap-2">
            <ShoppingCart aria-hidden className="size-4 shrink-0 text-muted" />
            <span>
              <span className="figures font-semibold">{numbersText(items.length)}</span>
              {isFull ? <span className="text-muted"> (the most at a time)</span> : null}
              <span className="text-muted"> · </span>
              <Money micros={due} currency={first.currency} />
              <span className="text-muted"> before tax</span>
            </span>
          </p>
          <span className="flex flex-wrap gap-2">
            <Button variant="ghost" onClick={clear}>
              <X aria-hidden />
              Clear
            </Button>
            <ButtonLink href={cartPath(items.map(({ number }) => number))} variant="primary" prefetch={false}>
              Continue with {numbersText(items.length)}
            </ButtonLink>
          </span>
        </div>
      ) : null}
    </section>
  );
}

import type { ReactNode } from 'react';
import { Money } from '@/components/ui/money';
import { cn } from '@/lib/cn';
import type { CurrencyCode } from '@/lib/money';

interface AmountLineProps {
  term: ReactNode;
  micros: bigint;
  currency: CurrencyCode;
  /** The sum of the lines above it. */
  total?: boolean;
}

/** One line of an account: what it is at the left, the amount at the right. Stands in a dl. */
export function AmountLine({ term, micros, currency, total = false }: AmountLineProps) {
  return (
    <div
      className={cn(
        'flex items-baseline justify-between gap-4',
        total && 'mt-1 border-t border-line pt-2 font-semibold',
      )}
    >
      <dt className={cn('min-w-0', !total && 'text-muted')}>{term}</dt>
      <dd>
        <Money micros={micros} currency={currency} />
      </dd>
    </div>
  );
}

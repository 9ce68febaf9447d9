import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { cn } from '@/lib/cn';
import type { PurchaseQuote } from '@/lib/provisioning/types';

interface PriceCardProps {
  quotes: { alone: PurchaseQuote; paired: PurchaseQuote | null };
  isPaired: boolean;
  /** Without one the fallback is only asked for, and not charged. */
  isFallbackFree: boolean;
  taxRate: string | null;
  className?: string;
  children: ReactNode;
}

/** What the choices on the page cost; the review has every line. */
export function PriceCard({ quotes, isPaired, isFallbackFree, taxRate, className, children }: PriceCardProps) {
  const { alone, paired } = quotes;
  const quote = isPaired && isFallbackFree && paired ? paired : alone;
  const { currency, primary } = alone;
  const setup = primary.lines.find(({ kind }) => kind === 'setup_fee')?.amountMicros ?? 0n;
  const withTax = taxRate ? ', with GST' : '';
  return (
    <Card
      id="price"
      title="Price"
      description={taxRate ? `Rates before ${taxRate} GST.` : 'No tax is added.'}
      className={className}
    >
      <dl className="grid gap-2">
        <Line term="Set-up, once">{setup === 0n ? 'None' : <Money micros={setup} currency={currency} />}</Line>
        <Line term="Number, monthly">
          <Money micros={primary.monthlyMicros} currency={currency} />
        </Line>
        {isPaired && paired?.fallback ? (
          <Line term={isFallbackFree ? 'Fallback number, monthly' : 'Fallback number, monthly, once found'}>
            <Money micros={paired.fallback.monthlyMicros} currency={currency} />
          </Line>
        ) : null}
        <Line term={`Due now${withTax}`} strong>
          <Money micros={quote.dueNowMicros} currency={currency} />
        </Line>
        <Line term={`Each month${withTax}`}>
          <Money micros={quote.eachMonthMicros} currency={currency} />
        </Line>
        <Line term="Available balance" ruled>
          <Money micros={quote.availableMicros} currency={currency} />
        </Line>
        {quote.missingMicros > 0n ? (
          <Line term="Missing">
            <Money micros={quote.missingMicros} currency={currency} className="font-semibold text-danger" />
          </Line>
        ) : null}
      </dl>
      <div className="mt-4 grid gap-2">{children}</div>
    </Card>
  );
}

interface LineProps {
  term: string;
  strong?: boolean;
  ruled?: boolean;
  children: ReactNode;
}

function Line({ term, strong = false, ruled = false, children }: LineProps) {
  const isRuled = strong || ruled;
  return (
    <div className={cn('flex items-baseline justify-between gap-4', isRuled && 'border-t border-line pt-2')}>
      <dt className={strong ? 'font-semibold' : 'text-muted'}>{term}</dt>
      <dd className={cn('figures', strong && 'font-semibold')}>{children}</dd>
    </div>
  );
}

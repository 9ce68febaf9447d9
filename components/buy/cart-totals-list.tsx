import type { CartTotals } from '@/components/buy/cart-totals';
import { Money } from '@/components/ui/money';
import { numbersText } from '@/lib/bulk/format';
import type { CurrencyCode } from '@/lib/money';

interface CartTotalsListProps {
  totals: CartTotals;
  currency: CurrencyCode;
  availableMicros: bigint;
}

/** Due now, each month, the fallbacks' share, and what the balance is afterwards. All with tax. */
export function CartTotalsList({ totals, currency, availableMicros }: CartTotalsListProps) {
  const { count, paired, dueMicros, eachMonthMicros, fallbackDueMicros } = totals;
  const after = availableMicros - dueMicros;
  return (
    <dl className="grid gap-2">
      <Line term={numbersText(count)} micros={dueMicros - fallbackDueMicros} currency={currency} />
      {paired > 0 ? (
        <Line
          term={`High availability: ${paired} ${paired === 1 ? 'fallback' : 'fallbacks'}`}
          micros={fallbackDueMicros}
          currency={currency}
        />
      ) : null}
      <Line term="Due now" micros={dueMicros} currency={currency} strong />
      <Line term="Each month" micros={eachMonthMicros} currency={currency} />
      <Line term="Available balance" micros={availableMicros} currency={currency} />
      {after < 0n ? (
        <Line term="Missing" micros={-after} currency={currency} strong />
      ) : (
        <Line term="Balance after" micros={after} currency={currency} />
      )}
    </dl>
  );
}

interface LineProps {
  term: string;
  micros: bigint;
  currency: CurrencyCode;
  strong?: boolean;
}

function Line({ term, micros, currency, strong = false }: LineProps) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className={strong ? 'font-semibold' : 'text-muted'}>{term}</dt>
      <dd className={strong ? 'font-semibold' : undefined}>
        <Money micros={micros} currency={currency} />
      </dd>
    </div>
  );
}

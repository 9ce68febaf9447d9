import { AmountLine } from '@/components/billing/amount-line';
import { Card } from '@/components/ui/card';
import { countOf, formatShare, formatTaxRate } from '@/lib/billing/format';
import type { BillingOverview } from '@/lib/billing/types';

/** What all numbers cost each month, with the part that high availability costs. */
export function MonthlyCard({ overview }: { overview: BillingOverview }) {
  const { currency, monthly, taxBasisPoints } = overview;
  const { count, fallbackCount, numbersMicros, fallbackMicros, taxMicros, totalMicros } = monthly;
  return (
    <Card id="each-month" title="Each month">
      <dl className="grid gap-1.5 text-sm">
        <AmountLine term={countOf(count - fallbackCount, 'number')} micros={numbersMicros} currency={currency} />
        <AmountLine
          term={`High Availability, ${countOf(fallbackCount, 'fallback number')}`}
          micros={fallbackMicros}
          currency={currency}
        />
        {taxBasisPoints > 0 ? (
          <AmountLine term={`GST ${formatTaxRate(taxBasisPoints)}`} micros={taxMicros} currency={currency} />
        ) : null}
        <AmountLine term="Total" micros={totalMicros} currency={currency} total />
      </dl>
      {fallbackCount > 0 ? (
        <AvailabilityShare fallbackMicros={fallbackMicros} netMicros={numbersMicros + fallbackMicros} />
      ) : null}
    </Card>
  );
}

/** The share as a bar and in words; the words carry it alone. */
function AvailabilityShare({ fallbackMicros, netMicros }: { fallbackMicros: bigint; netMicros: bigint }) {
  const perMille = netMicros > 0n ? Number((fallbackMicros * 1000n) / netMicros) : 0;
  return (
    <div className="mt-4 grid gap-1.5">
      <div aria-hidden className="flex h-1.5 gap-0.5 overflow-hidden rounded-sm">
        <div className="bg-neutral-line" style={{ width: `${100 - perMille / 10}%` }} />
        <div className="flex-1 bg-accent" />
      </div>
      <p className="text-sm text-muted">
        High Availability is {formatShare(fallbackMicros, netMicros)} of the monthly rent.
      </p>
    </div>
  );
}

import { Money } from '@/components/ui/money';
import { formatMoney } from '@/lib/money';
import type { HighAvailabilityQuote } from '@/lib/provisioning/types';

interface EnableCostProps {
  quote: HighAvailabilityQuote;
  /** "18 %"; null where no tax is added. */
  taxRate: string | null;
  /** Nothing is set aside now: the request waits for a number. */
  waits: boolean;
}

/** What a fallback costs: each month, now, and what is left. */
export function EnableCost({ quote, taxRate, waits }: EnableCostProps) {
  const { currency, monthlyMicros, dueMicros } = quote;
  const lines = [
    {
      what: 'Fallback number, each month',
      note: taxRate ? `+ ${taxRate} GST` : null,
      micros: monthlyMicros,
    },
    waits
      ? { what: 'Held now', note: 'once a number is found', micros: 0n }
      : { what: quote.former ? 'Charged now' : 'Held now', note: heldNote(quote, taxRate), micros: dueMicros },
    balanceLine(quote, waits),
  ];
  return (
    <dl className="divide-y divide-line border-y border-line text-sm">
      {lines.map(({ what, note, micros }) => (
        <div key={what} className="flex items-baseline justify-between gap-4 py-2">
          <dt>
            {what}
            {note ? <span className="text-muted"> · {note}</span> : null}
          </dt>
          <dd className="font-medium">{micros === 0n ? 'Nothing' : <Money micros={micros} currency={currency} />}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What would be left; with too little there, what there is. */
function balanceLine({ availableMicros, dueMicros, missingMicros, currency }: HighAvailabilityQuote, waits: boolean) {
  const spent = waits ? 0n : dueMicros;
  if (spent > 0n && missingMicros > 0n) return { what: 'Available balance', note: null, micros: availableMicros };
  const note = `${formatMoney(availableMicros, currency)} now`;
  return { what: 'Available balance after', note, micros: availableMicros - spent };
}

function heldNote({ former, dueMicros }: HighAvailabilityQuote, taxRate: string | null): string {
  if (former) return dueMicros === 0n ? 'it is paid for still' : `one month${taxRate ? ' with GST' : ''}`;
  return `${taxRate ? 'with GST, ' : ''}charged when it is active`;
}

import { TriangleAlert } from 'lucide-react';
import { AmountLine } from '@/components/billing/amount-line';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { PhoneNumber } from '@/components/ui/phone-number';
import { runwaySentence } from '@/lib/billing/format';
import type { BillingOverview } from '@/lib/billing/types';

interface BalanceCardProps {
  overview: BillingOverview;
  canAddFunds: boolean;
}

/** What there is, what of it is spoken for, and how far it reaches. */
export function BalanceCard({ overview, canAddFunds }: BalanceCardProps) {
  const { currency, availableMicros, balanceMicros, heldMicros, holds, monthly } = overview;
  const isShort = monthly.totalMicros > availableMicros;
  return (
    <Card id="balance" title="Available balance">
      <p className="text-xl font-semibold">
        <Money micros={availableMicros} currency={currency} />
      </p>
      {monthly.totalMicros > 0n ? (
        <p className={isShort ? 'mt-1 flex items-start gap-1.5 text-sm text-warn' : 'mt-1 text-sm text-muted'}>
          {isShort ? <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" /> : null}
          {runwaySentence(availableMicros, monthly.totalMicros, currency)}
        </p>
      ) : null}
      <dl className="mt-4 grid gap-1.5 text-sm">
        <AmountLine term="Balance" micros={balanceMicros} currency={currency} />
        <AmountLine term="On hold" micros={heldMicros} currency={currency} />
      </dl>
      {holds.length > 0 ? (
        <div className="mt-3 rounded-md border border-line bg-canvas px-3 py-2 text-sm">
          <p className="text-muted">Set aside for numbers being set up, charged once they work:</p>
          <ul className="mt-1 grid gap-1">
            {holds.map((hold) => (
              <li key={hold.rentalId} className="flex justify-between gap-4">
                <PhoneNumber display={hold.display} />
                <Money micros={hold.amountMicros} currency={currency} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {canAddFunds ? null : (
        <p className="mt-4 border-t border-line pt-3 text-sm text-muted">
          Funds are added by the operator of this installation.
        </p>
      )}
    </Card>
  );
}

'use client';

import { ActionRefusal } from '@/components/rentals/action-refusal';
import { NumberLink } from '@/components/rentals/number-link';
import { Phone } from '@/components/rentals/phone';
import { useConfirmation } from '@/components/rentals/use-confirmation';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/notify';
import { type CurrencyCode, formatMoney } from '@/lib/money';
import { buyBackNumberAction } from '@/lib/rentals/actions';

interface BuyBackProps {
  rentalId: string;
  display: string;
  dueMicros: string;
  /** The day, in words, from which rent is owed and charged now. */
  unpaidSince: string | null;
  currency: CurrencyCode;
  /** The fallback that comes back with it. */
  fallbackDisplay: string | null;
  /** The active number whose fallback it was: high availability there brings it back in its place. */
  formerPrimary: { number: string; display: string } | null;
}

/** Brings a released number back, and its fallback with it, after saying what it costs. */
export function BuyBack(props: BuyBackProps) {
  const { rentalId, display, dueMicros, currency, fallbackDisplay, formerPrimary } = props;
  const ask = useConfirmation(
    () => buyBackNumberAction({ rentalId }),
    () => notify(fallbackDisplay ? 'Both numbers are back' : 'The number is back'),
  );
  const due = BigInt(dueMicros);
  return (
    <>
      <Button size="sm" aria-label={`Buy back ${display}`} aria-haspopup="dialog" onClick={() => ask.change(true)}>
        Buy back
      </Button>
      <Dialog
        open={ask.open}
        onOpenChange={ask.change}
        role="alertdialog"
        size="sm"
        locked={ask.pending}
        title={fallbackDisplay ? 'Buy both numbers back' : 'Buy the number back'}
        description={
          fallbackDisplay ? (
            <>
              <Phone display={display} /> and its fallback <Phone display={fallbackDisplay} /> come back at once, as the
              pair they were.
            </>
          ) : (
            <>
              <Phone display={display} /> comes back at once, with its settings.
            </>
          )
        }
        footer={
          <>
            <Button disabled={ask.pending} onClick={() => ask.change(false)}>
              Cancel
            </Button>
            <Button variant="primary" pending={ask.pending} onClick={() => ask.confirm()}>
              {due > 0n ? `Pay ${formatMoney(due, currency)} and buy back` : 'Buy back'}
            </Button>
          </>
        }
      >
        <div className="grid gap-3 text-sm">
          <p>{chargeSentence(props)}</p>
          {formerPrimary ? (
            <p className="text-muted">
              It comes back as an ordinary number. To have it back as a fallback, switch high availability on at{' '}
              <NumberLink {...formerPrimary} />.
            </p>
          ) : null}
          <ActionRefusal refusal={ask.refusal} />
        </div>
      </Dialog>
    </>
  );
}

function chargeSentence({ dueMicros, unpaidSince, currency, fallbackDisplay }: BuyBackProps): string {
  const due = BigInt(dueMicros);
  if (due === 0n) return `Nothing is charged now: ${fallbackDisplay ? 'they are' : 'it is'} paid for still.`;
  const charged = `${formatMoney(due, currency)} with tax is charged now`;
  if (unpaidSince) return `${charged}: the rent has been unpaid since ${unpaidSince}. The rent day stays.`;
  return `${charged}, for a month from today.`;
}

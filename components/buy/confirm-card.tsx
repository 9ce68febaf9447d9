'use client';

import { useState } from 'react';
import { RefusalAlert } from '@/components/buy/refusal-alert';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { cancelReservationAction, purchaseNumberAction } from '@/lib/provisioning/actions';
import type { ChosenTerms } from '@/lib/provisioning/format';
import type { PurchaseQuote } from '@/lib/provisioning/types';

interface ConfirmCardProps {
  reservation: { id: string; number: string; highAvailability: boolean };
  /** Made by the server with the form; sending it again is the same purchase. */
  idempotencyKey: string;
  terms: ChosenTerms;
  quote: Omit<PurchaseQuote, 'primary' | 'fallback'>;
  hasFallback: boolean;
  /** Why this person cannot confirm; null when they can. */
  obstacle: string | null;
}

/** What confirming costs, and the two ways on. */
export function ConfirmCard({ reservation, idempotencyKey, terms, quote, hasFallback, obstacle }: ConfirmCardProps) {
  const { id, number, highAvailability } = reservation;
  const { currency } = quote;
  const [code, setCode] = useState<string>();
  const settings = { ...terms, number, highAvailability, reservationId: id };
  const buy = useFormAction(async (values) => {
    const outcome = await purchaseNumberAction({ ...settings, idempotencyKey: textOf(values, 'idempotencyKey') });
    setCode(outcome.serverError?.code);
    return outcome;
  });
  const drop = useFormAction(() => cancelReservationAction(settings));
  // Once the page itself knows why not, what the attempt said would be said twice.
  const refusal = drop.error ?? (obstacle ? null : buy.error);

  return (
    <Card id="confirm" title="Confirm" className="lg:sticky lg:top-[calc(var(--header-height)+1.5rem)]">
      <dl className="grid gap-2">
        <Total term="Due now" micros={quote.dueNowMicros} currency={currency} strong />
        <Total term="Each month" micros={quote.eachMonthMicros} currency={currency} />
        <Total term="Available balance" micros={quote.availableMicros} currency={currency} />
        {quote.missingMicros > 0n ? (
          <Total term="Missing" micros={quote.missingMicros} currency={currency} strong />
        ) : (
          <Total term="Balance after" micros={quote.balanceAfterMicros} currency={currency} />
        )}
      </dl>
      <div className="mt-4 grid gap-2">
        {refusal ? <RefusalAlert message={refusal} code={code} /> : null}
        {obstacle ? (
          <RefusalAlert message={obstacle} code={quote.missingMicros > 0n ? 'insufficient_balance' : undefined} />
        ) : (
          <form {...buy.props}>
            <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
            <SubmitButton size="lg" className="w-full">
              Buy number
            </SubmitButton>
          </form>
        )}
        <form {...drop.props}>
          <SubmitButton variant="secondary" size="lg" className="w-full">
            Drop reservation
          </SubmitButton>
        </form>
        <p className="text-xs text-muted">
          The amount is held now and charged when a carrier activates {hasFallback ? 'each number' : 'the number'}; what
          a carrier refuses is not charged. Rent is due on the same day of each month.
        </p>
      </div>
    </Card>
  );
}

interface TotalProps {
  term: string;
  micros: bigint;
  currency: PurchaseQuote['currency'];
  strong?: boolean;
}

function Total({ term, micros, currency, strong = false }: TotalProps) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className={strong ? 'font-semibold' : 'text-muted'}>{term}</dt>
      <dd className={strong ? 'font-semibold' : undefined}>
        <Money micros={micros} currency={currency} />
      </dd>
    </div>
  );
}

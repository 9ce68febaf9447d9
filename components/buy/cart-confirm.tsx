'use client';

import { useState } from 'react';
import type { CartTotals } from '@/components/buy/cart-totals';
import { CartTotalsList } from '@/components/buy/cart-totals-list';
import { RefusalAlert } from '@/components/buy/refusal-alert';
import { useCart } from '@/components/buy/use-cart';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormAction } from '@/components/ui/use-form-action';
import { cancelCartAction, purchaseCartAction } from '@/lib/bulk/actions';
import { numbersText } from '@/lib/bulk/format';
import type { CurrencyCode } from '@/lib/money';

interface CartConfirmProps {
  jobId: string;
  totals: Omit<CartTotals, 'affordable'>;
  /** How many of them the balance pays for. */
  affordable: number;
  currency: CurrencyCode;
  availableMicros: bigint;
  obstacle: string | null;
}

/** What confirming costs, and the two ways on. Where the balance does not reach, the button says how far it does. */
export function CartConfirm({ jobId, totals, affordable, currency, availableMicros, obstacle }: CartConfirmProps) {
  const { clear } = useCart();
  const [code, setCode] = useState<string>();
  const buy = useFormAction(async () => {
    const outcome = await purchaseCartAction({ jobId }).finally(clear);
    setCode(outcome.serverError?.code);
    return outcome;
  });
  const drop = useFormAction(() => cancelCartAction({ jobId }));
  const isShort = affordable < totals.count;
  const refusal = buy.error ?? drop.error;
  return (
    <Card id="confirm" title="Confirm" className="lg:sticky lg:top-[calc(var(--header-height)+1.5rem)]">
      <CartTotalsList
        totals={{ ...totals, affordable: () => affordable }}
        currency={currency}
        availableMicros={availableMicros}
      />
      <div className="mt-4 grid gap-2">
        {isShort ? (
          <Alert
            tone="warn"
            title={`The balance pays for ${affordable} of ${numbersText(totals.count)}`}
            actions={
              <ButtonLink href="/billing" size="sm">
                Open Billing
              </ButtonLink>
            }
          >
            They are bought in this order as far as it goes; what is not bought costs nothing.
          </Alert>
        ) : null}
        {refusal ? <RefusalAlert message={refusal} code={code} /> : null}
        {obstacle ? <p className="text-sm text-muted">{obstacle}</p> : null}
        {obstacle || affordable === 0 ? null : (
          <form {...buy.props}>
            <SubmitButton size="lg" className="w-full">
              Buy {numbersText(affordable)}
            </SubmitButton>
          </form>
        )}
        <form {...drop.props}>
          <SubmitButton variant="secondary" size="lg" className="w-full">
            Drop reservation
          </SubmitButton>
        </form>
        <p className="text-xs text-muted">
          Each amount is held now and charged when its carrier activates the number; what a carrier refuses is not
          charged, and does not stop the others.
        </p>
      </div>
    </Card>
  );
}

'use client';

import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { notify } from '@/components/ui/notify';
import { disableHighAvailabilityAction } from '@/lib/rentals/actions';

/** Ends the pair of a fallback whose primary was withdrawn: it stays as an ordinary number. */
export function KeepFallback({ primaryRentalId, price }: { primaryRentalId: string; price: string }) {
  return (
    <ConfirmDialog
      trigger={{ children: 'Keep it as an ordinary number' }}
      title="Keep it as an ordinary number"
      description={`The pair ends, and the number stays yours at ${price}. It can have a fallback of its own then.`}
      confirmLabel="Keep the number"
      tone="primary"
      onConfirm={async () => {
        const { serverError } = await disableHighAvailabilityAction({ rentalId: primaryRentalId, fallback: 'keep' });
        if (serverError) return { error: serverError.message };
        void notify('The number is an ordinary number now');
      }}
    />
  );
}

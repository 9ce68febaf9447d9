'use client';

import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { notify } from '@/components/ui/notify';
import { disableHighAvailabilityAction } from '@/lib/rentals/actions';

/** Withdraws a request for a fallback that still waits for a number. */
export function CancelRequest({ rentalId }: { rentalId: string }) {
  return (
    <ConfirmDialog
      trigger={{ children: 'Cancel request', size: 'sm' }}
      title="Cancel the request for a fallback number"
      description="High availability is switched off. Nothing was charged for it, and you can ask again at any time."
      confirmLabel="Cancel request"
      onConfirm={async () => {
        const { serverError } = await disableHighAvailabilityAction({ rentalId });
        if (serverError) return { error: serverError.message };
        void notify('The request was cancelled');
      }}
    />
  );
}

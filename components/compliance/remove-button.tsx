'use client';

import { useRouter } from 'next/navigation';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { notify } from '@/components/ui/notify';
import { removeApplicationAction } from '@/lib/compliance/actions';

/** Removes an application that was never accepted. */
export function RemoveButton({ applicationId, alias }: { applicationId: string; alias: string }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={{ children: 'Remove application' }}
      title={`Remove ${alias}`}
      description="The application and its documents are deleted for good."
      confirmLabel="Remove application"
      onConfirm={async () => {
        const outcome = await removeApplicationAction({ applicationId });
        if (outcome.serverError) return { error: outcome.serverError.message };
        void notify('Application removed');
        router.push('/phone-numbers/compliance');
        return undefined;
      }}
    />
  );
}

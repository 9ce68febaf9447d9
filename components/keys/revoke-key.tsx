'use client';

import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { revokeKeyAction } from '@/lib/keys/actions';

export function RevokeKey({ keyId, name }: { keyId: string; name: string }) {
  const revoke = async () => {
    const { serverError } = await revokeKeyAction({ keyId });
    return serverError && { error: serverError.message };
  };
  return (
    <ConfirmDialog
      trigger={{ children: 'Revoke', size: 'sm', 'aria-label': `Revoke the key ${name}` }}
      title={`Revoke the key ${name}?`}
      description="Programs that use it are refused at once. It cannot be brought back."
      confirmLabel="Revoke key"
      onConfirm={revoke}
    />
  );
}

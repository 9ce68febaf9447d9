'use client';

import { useState } from 'react';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { transferOwnershipAction } from '@/lib/team/actions';

interface TransferCardProps {
  accountName: string;
  candidates: readonly { userId: string; name: string; email: string }[];
}

/** The owner hands the account over. */
export function TransferCard({ accountName, candidates }: TransferCardProps) {
  const [userId, setUserId] = useState(candidates[0]?.userId ?? '');
  const chosen = candidates.find((one) => one.userId === userId);
  const transfer = async () => {
    const { serverError } = await transferOwnershipAction({ userId, confirmation: accountName });
    return serverError && { error: serverError.message };
  };
  return (
    <Card
      id="transfer"
      tone="danger"
      title="Hand the account over"
      description="An account has one owner. Whoever you choose becomes it, and you become an admin."
    >
      <div className="flex flex-wrap items-end gap-3">
        <Field label="New owner" className="min-w-0 flex-1 basis-64 sm:max-w-sm">
          {(control) => (
            <Select {...control} value={userId} onChange={(event) => setUserId(event.target.value)}>
              {candidates.map((one) => (
                <option key={one.userId} value={one.userId}>
                  {one.name} ({one.email})
                </option>
              ))}
            </Select>
          )}
        </Field>
        <ConfirmDialog
          trigger={{ children: 'Hand over' }}
          title={`Make ${chosen?.name ?? 'this member'} the owner?`}
          description="You cannot take it back yourself: only the new owner can."
          confirmLabel="Hand over account"
          typed={accountName}
          onConfirm={transfer}
        />
      </div>
    </Card>
  );
}

'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { ReasonInput } from '@/components/operations/reason-input';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { randomKey } from '@/components/ui/random-key';
import { textOf } from '@/components/ui/use-form-action';
import { fundsAddedSentence } from '@/lib/billing/format';
import type { CurrencyCode } from '@/lib/money';
import { addAccountFundsAction, updateLimitsAction } from '@/lib/operations/actions';

interface AccountButtonsProps {
  accountId: string;
  name: string;
  currency: CurrencyCode;
  callsPerSecond: number;
  concurrentCalls: number;
}

/** What an operator does to an account: add funds, change limits. */
export function AccountButtons(account: AccountButtonsProps) {
  const [open, setOpen] = useState<'funds' | 'limits' | null>(null);
  // One opening of the dialog is one top-up, however often it is sent.
  const [key, setKey] = useState('');
  const close = () => setOpen(null);
  const addFunds = () => {
    setKey(randomKey());
    setOpen('funds');
  };
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen('limits')}>
        Change limits
      </Button>
      <Button variant="primary" aria-haspopup="dialog" onClick={addFunds}>
        <Plus aria-hidden />
        Add funds
      </Button>
      <FundsDialog {...account} idempotencyKey={key} open={open === 'funds'} onClose={close} />
      <AccountLimitsDialog {...account} open={open === 'limits'} onClose={close} />
    </>
  );
}

type DialogProps = AccountButtonsProps & { open: boolean; onClose: () => void };

function FundsDialog({
  accountId,
  name,
  currency,
  idempotencyKey,
  open,
  onClose,
}: DialogProps & { idempotencyKey: string }) {
  const send = async (values: FormData) => {
    const outcome = await addAccountFundsAction({
      accountId,
      amount: textOf(values, 'amount'),
      reason: textOf(values, 'reason'),
      idempotencyKey,
    });
    if (outcome.data) void notify(fundsAddedSentence(outcome.data));
    return outcome;
  };
  return (
    <FormDialog
      {...{ open, onClose, send }}
      title={`Add funds to ${name}`}
      description="The amount is added to the balance at once; past-due rent is collected from it."
      submitLabel="Add funds"
    >
      {(errorOf) => (
        <>
          <Field label={`Amount in ${currency}`} hint="For instance 5000 or 250.50." error={errorOf('amount')}>
            {(control) => (
              <Input
                {...control}
                name="amount"
                inputMode="decimal"
                autoComplete="off"
                maxLength={24}
                required
                className="figures"
              />
            )}
          </Field>
          <ReasonInput
            hint="Stands in the account’s ledger, for instance a payment’s reference."
            error={errorOf('reason')}
          />
        </>
      )}
    </FormDialog>
  );
}

function AccountLimitsDialog({ accountId, name, callsPerSecond, concurrentCalls, open, onClose }: DialogProps) {
  const send = (values: FormData) =>
    updateLimitsAction({
      accountId,
      callsPerSecond: Number(textOf(values, 'callsPerSecond')),
      concurrentCalls: Number(textOf(values, 'concurrentCalls')),
      reason: textOf(values, 'reason'),
    });
  return (
    <FormDialog
      {...{ open, onClose, send }}
      title={`Limits of ${name}`}
      description="They hold for calls that begin from now on; calls in progress are not touched."
      submitLabel="Save limits"
    >
      {(errorOf) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Calls a second" hint="More of them queue." error={errorOf('callsPerSecond')}>
              {(control) => (
                <Input {...control} name="callsPerSecond" inputMode="numeric" defaultValue={callsPerSecond} />
              )}
            </Field>
            <Field label="Calls in progress" hint="More of them are refused." error={errorOf('concurrentCalls')}>
              {(control) => (
                <Input {...control} name="concurrentCalls" inputMode="numeric" defaultValue={concurrentCalls} />
              )}
            </Field>
          </div>
          <ReasonInput hint="Stands in the audit log." error={errorOf('reason')} />
        </>
      )}
    </FormDialog>
  );
}

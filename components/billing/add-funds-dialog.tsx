'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { randomKey } from '@/components/ui/random-key';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { addFundsAction } from '@/lib/billing/actions';
import { CURRENCY_SIGNS, fundsAddedSentence } from '@/lib/billing/format';
import type { CurrencyCode } from '@/lib/money';

interface AddFundsDialogProps {
  currency: CurrencyCode;
}

export function AddFundsDialog(props: AddFundsDialogProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Add funds
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        size="sm"
        title="Add funds"
        description="The amount is added to the balance at once; past-due rent is collected from it."
      >
        <AddFundsForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function AddFundsForm({ currency, onDone }: AddFundsDialogProps & { onDone: () => void }) {
  // One opening of the dialog is one top-up, however often it is sent.
  const [idempotencyKey] = useState(randomKey);
  const form = useFormAction((values) => addFundsAction({ amount: textOf(values, 'amount'), idempotencyKey }), {
    onDone: (added) => {
      onDone();
      if (added) void notify(fundsAddedSentence(added));
    },
  });
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <Field label={`Amount in ${currency}`} hint="For instance 5000 or 250.50." error={form.errorOf('amount')}>
        {(control) => (
          <span className="relative block">
            <span aria-hidden className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted">
              {CURRENCY_SIGNS[currency]}
            </span>
            <Input
              {...control}
              name="amount"
              inputMode="decimal"
              autoComplete="off"
              maxLength={24}
              required
              autoFocus
              className="figures pl-7"
            />
          </span>
        )}
      </Field>
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={onDone}>Cancel</Button>
        <SubmitButton>Add funds</SubmitButton>
      </div>
    </form>
  );
}

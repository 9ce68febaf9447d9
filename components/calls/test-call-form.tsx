'use client';

import { useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { randomKey } from '@/components/ui/random-key';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { placeTestCallAction } from '@/lib/calls/actions';

interface TestCallFormProps {
  number: string;
  country: string;
  onPlaced: (callUuid: string) => void;
  onCancel: () => void;
}

/** Whom to call, and for how long it may ring. */
export function TestCallForm({ number, country, onPlaced, onCancel }: TestCallFormProps) {
  const sent = useRef({ wish: '', key: '' });
  const form = useFormAction(
    (values) => {
      const wish = { from: number, to: textOf(values, 'to'), ringTimeoutSeconds: textOf(values, 'ringTimeoutSeconds') };
      const text = JSON.stringify(wish);
      // Sent again unchanged, after an answer that was lost, it is the same call.
      if (sent.current.wish !== text) sent.current = { wish: text, key: randomKey() };
      return placeTestCallAction({ ...wish, idempotencyKey: sent.current.key });
    },
    { onDone: (placed) => placed && onPlaced(placed.callUuid) },
  );
  return (
    <form {...form.props} className="grid gap-4">
      <Field
        label="Number to call"
        hint={`With its country code, or as it is dialled in ${country}.`}
        error={form.errorOf('to')}
      >
        {(control) => (
          <Input {...control} name="to" type="tel" inputMode="tel" autoComplete="off" maxLength={40} required />
        )}
      </Field>
      <Field
        label="Ring for at most"
        optional
        hint="Seconds, from 1 to 120; 120 when left empty."
        error={form.errorOf('ringTimeoutSeconds')}
      >
        {(control) => (
          <Input {...control} name="ringTimeoutSeconds" inputMode="numeric" autoComplete="off" className="w-28" />
        )}
      </Field>
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={onCancel}>Cancel</Button>
        <SubmitButton>Call</SubmitButton>
      </div>
    </form>
  );
}

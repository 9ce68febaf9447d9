'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { addEndpointAction } from '@/lib/webhooks/actions';

export function AddEndpointDialog() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Add endpoint
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Add webhook endpoint"
        description="Alerts are posted there as a form, signed with the account's auth token (Plivo's signature V3)."
      >
        <AddEndpointForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function AddEndpointForm({ onDone }: { onDone: () => void }) {
  const form = useFormAction(
    (values) => addEndpointAction({ url: textOf(values, 'url'), description: textOf(values, 'description') }),
    {
      onDone: () => {
        onDone();
        void notify('Endpoint added', { description: 'Send it a test to see it work.' });
      },
    },
  );
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <Field label="URL" hint="For instance https://example.com/hooks/twinline." error={form.errorOf('url')}>
        {(control) => (
          <Input {...control} name="url" type="url" inputMode="url" autoComplete="off" required autoFocus />
        )}
      </Field>
      <Field label="Description" optional error={form.errorOf('description')}>
        {(control) => <Input {...control} name="description" autoComplete="off" maxLength={80} />}
      </Field>
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={onDone}>Cancel</Button>
        <SubmitButton>Add endpoint</SubmitButton>
      </div>
    </form>
  );
}

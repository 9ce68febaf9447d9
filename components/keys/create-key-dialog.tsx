'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { SecretOnce } from '@/components/settings/secret-once';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { createKeyAction } from '@/lib/keys/actions';
import { KEY_LIFETIMES, SCOPE_WORDS, SCOPES } from '@/lib/keys/format';

type Scope = (typeof SCOPES)[number];

/** `grantable` are the scopes that the person's role has. */
export function CreateKeyDialog({ grantable }: { grantable: readonly Scope[] }) {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<{ name: string; secret: string }>();
  const show = (open: boolean) => {
    setOpen(open);
    if (!open) setMade(undefined);
  };
  return (
    <>
      <Button variant="primary" aria-haspopup="dialog" onClick={() => show(true)}>
        <Plus aria-hidden />
        Make API key
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={show}
        title={made ? `Key ${made.name}` : 'Make an API key'}
        description={
          made
            ? 'Programs give it in place of the Auth Token. It is shown only now.'
            : 'It may do only what you tick, and can be revoked on its own.'
        }
      >
        {made ? (
          <div className="grid gap-4">
            <SecretOnce label="API key" value={made.secret} />
            <Button variant="primary" className="sm:justify-self-end" onClick={() => show(false)}>
              Done
            </Button>
          </div>
        ) : (
          <CreateKeyForm grantable={grantable} onDone={setMade} />
        )}
      </Dialog>
    </>
  );
}

interface CreateKeyFormProps {
  grantable: readonly Scope[];
  onDone: (made: { name: string; secret: string }) => void;
}

function CreateKeyForm({ grantable, onDone }: CreateKeyFormProps) {
  const form = useFormAction(
    (values) =>
      createKeyAction({
        name: textOf(values, 'name'),
        scopes: SCOPES.filter((scope) => values.has(scope)),
        lifetime: KEY_LIFETIMES.find((one) => one === textOf(values, 'lifetime')) ?? '90 days',
      }),
    { onDone: (made) => made && onDone(made) },
  );
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <Field label="Name" hint="What uses it." error={form.errorOf('name')}>
        {(control) => <Input {...control} name="name" autoComplete="off" maxLength={60} required autoFocus />}
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 text-sm font-medium">May</legend>
        {grantable.map((scope) => (
          <Checkbox
            key={scope}
            name={scope}
            label={SCOPE_WORDS[scope]}
            hint={<code className="font-mono text-xs">{scope}</code>}
          />
        ))}
        {form.errorOf('scopes') ? <FieldError>{form.errorOf('scopes')}</FieldError> : null}
      </fieldset>
      <Field label="Ends after" error={form.errorOf('lifetime')}>
        {(control) => (
          <Select {...control} name="lifetime" defaultValue="90 days">
            {KEY_LIFETIMES.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <SubmitButton className="sm:justify-self-end">Make key</SubmitButton>
    </form>
  );
}

'use client';

import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { updateProfileAction } from '@/lib/auth/actions';

export function ProfileForm({ name, email }: { name: string; email: string }) {
  const form = useFormAction((values) => updateProfileAction({ name: textOf(values, 'name') }), {
    onDone: () => notify('Profile saved'),
  });
  return (
    <form {...form.props}>
      <Card id="profile" title="Your details" footer={<SubmitButton className="ml-auto">Save</SubmitButton>}>
        <div className="grid max-w-md gap-4">
          {form.error ? (
            <Alert tone="danger" live>
              {form.error}
            </Alert>
          ) : null}
          <Field label="Name" hint="Shown in the history of what you change." error={form.errorOf('name')}>
            {(control) => <Input {...control} name="name" autoComplete="name" defaultValue={name} required />}
          </Field>
          <Field label="E-mail" hint="You sign in with it.">
            {(control) => <Input {...control} type="email" value={email} readOnly className="bg-sunken" />}
          </Field>
        </div>
      </Card>
    </form>
  );
}

'use client';

import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { updateProfileAction } from '@/lib/auth/actions';

interface ProfileFormProps {
  name: string;
  email: string;
  /** The zone the person chose; null: the account's. */
  timeZone: string | null;
  accountZone: string;
  timeZones: readonly string[];
}

const named = (zone: string) => zone.replaceAll('_', ' ');

export function ProfileForm({ name, email, timeZone, accountZone, timeZones }: ProfileFormProps) {
  const form = useFormAction(
    (values) => updateProfileAction({ name: textOf(values, 'name'), timeZone: textOf(values, 'timeZone') }),
    {
      onDone: () => notify('Profile saved'),
    },
  );
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
          <Field
            label="Time zone"
            hint="Times are shown, and typed into filters, in it. Rent days, the ledger and statements stay in the account’s."
            error={form.errorOf('timeZone')}
          >
            {(control) => (
              <Select {...control} name="timeZone" defaultValue={timeZone ?? ''}>
                <option value="">The account’s: {named(accountZone)}</option>
                {timeZones.map((zone) => (
                  <option key={zone} value={zone}>
                    {named(zone)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      </Card>
    </form>
  );
}

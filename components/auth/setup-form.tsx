'use client';

import { useState } from 'react';
import { NewPasswordField } from '@/components/auth/new-password-field';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { setUpAction } from '@/lib/accounts/actions';

type Currency = 'INR' | 'USD';

const CURRENCIES = [
  { value: 'INR', label: 'Indian rupees (INR)', hint: 'Charges carry 18 % GST.' },
  { value: 'USD', label: 'US dollars (USD)', hint: 'No tax is added.' },
];

function send(values: FormData) {
  return setUpAction({
    name: textOf(values, 'name'),
    email: textOf(values, 'email'),
    password: textOf(values, 'password'),
    accountName: textOf(values, 'accountName'),
    // Checked on the server like everything else here.
    currency: textOf(values, 'currency') === 'USD' ? 'USD' : 'INR',
    timeZone: textOf(values, 'timeZone'),
  });
}

interface SetupFormProps {
  timeZones: readonly string[];
  /** What each currency is offered. */
  defaults: Readonly<Record<Currency, string>>;
}

export function SetupForm({ timeZones, defaults }: SetupFormProps) {
  const form = useFormAction(send);
  const [timeZone, setTimeZone] = useState(defaults.INR);
  const isDefault = timeZone === defaults.INR || timeZone === defaults.USD;
  const chooseCurrency = (currency: string) => {
    if (isDefault) setTimeZone(currency === 'USD' ? defaults.USD : defaults.INR);
  };
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <Field label="Your name" error={form.errorOf('name')}>
        {(control) => <Input {...control} name="name" autoComplete="name" required />}
      </Field>
      <Field label="E-mail" hint="You sign in with it." error={form.errorOf('email')}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <NewPasswordField label="Password" name="password" error={form.errorOf('password')} />
      <Field label="Account name" hint="Your company or team." error={form.errorOf('accountName')}>
        {(control) => <Input {...control} name="accountName" autoComplete="organization" required />}
      </Field>
      <RadioGroup
        legend="Currency"
        name="currency"
        options={CURRENCIES}
        defaultValue="INR"
        onValueChange={chooseCurrency}
        error={form.errorOf('currency')}
      />
      <Field label="Time zone" hint="Rent days are counted in it." error={form.errorOf('timeZone')}>
        {(control) => (
          <Select {...control} name="timeZone" value={timeZone} onChange={(event) => setTimeZone(event.target.value)}>
            {timeZones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <p className="text-sm text-muted">Currency and time zone stay as they are chosen here.</p>
      <SubmitButton size="lg" className="w-full">
        Create owner and account
      </SubmitButton>
    </form>
  );
}

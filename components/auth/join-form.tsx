'use client';

import { NewPasswordField } from '@/components/auth/new-password-field';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { joinAccountAction, joinAsNewUserAction } from '@/lib/team/actions';

/** For somebody who has no user yet: name and password make one. */
export function JoinAsNewUserForm({ token, email }: { token: string; email: string }) {
  const form = useFormAction((values) =>
    joinAsNewUserAction({ token, name: textOf(values, 'name'), password: textOf(values, 'password') }),
  );
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <Field label="E-mail" hint="You sign in with it.">
        {(control) => (
          <Input
            {...control}
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            readOnly
            className="bg-sunken"
          />
        )}
      </Field>
      <Field label="Your name" error={form.errorOf('name')}>
        {(control) => <Input {...control} name="name" autoComplete="name" required />}
      </Field>
      <NewPasswordField label="Password" name="password" error={form.errorOf('password')} />
      <SubmitButton size="lg" className="w-full">
        Join account
      </SubmitButton>
    </form>
  );
}

/** For the person who is signed in. */
export function JoinForm({ token }: { token: string }) {
  const form = useFormAction(() => joinAccountAction({ token }));
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <SubmitButton size="lg" className="w-full">
        Join account
      </SubmitButton>
    </form>
  );
}

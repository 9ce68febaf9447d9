'use client';

import { signIn } from 'next-auth/react';
import { PasswordInput } from '@/components/auth/password-input';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';

async function send(values: FormData) {
  const credentials = { email: textOf(values, 'email'), password: textOf(values, 'password') };
  const answer = await signIn('credentials', { ...credentials, redirect: false });
  if (answer?.ok) return {};
  return { serverError: { message: answer?.error ?? 'Sign-in is not available at the moment. Try again shortly.' } };
}

/** `returnPath` was checked on the server to be a page of this site. */
export function LoginForm({ returnPath }: { returnPath: string }) {
  // A full load: nothing cached for the visitor survives, and password managers see that it worked.
  const form = useFormAction(send, { onDone: () => window.location.assign(returnPath) });
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <Field label="E-mail">
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label="Password">
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" required />}
      </Field>
      <SubmitButton size="lg" className="w-full">
        Sign in
      </SubmitButton>
    </form>
  );
}

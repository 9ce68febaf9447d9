'use client';

import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { PasswordInput } from '@/components/auth/password-input';
import { CodeInput } from '@/components/security/code-input';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { SECOND_STEP } from '@/lib/auth/format';

interface LoginFormProps {
  /** Was checked on the server to be a page of this site. */
  returnPath: string;
  /** What single sign-on is called; null where there is none. */
  oidcName: string | null;
}

interface Answer {
  /** The password was right; a code is needed too. */
  needsCode?: boolean;
}

async function send(values: FormData) {
  const credentials = {
    email: textOf(values, 'email'),
    password: textOf(values, 'password'),
    code: textOf(values, 'code'),
  };
  const answer = await signIn('credentials', { ...credentials, redirect: false });
  if (answer?.ok) return { data: {} satisfies Answer };
  if (answer?.error === SECOND_STEP && !values.has('code')) return { data: { needsCode: true } satisfies Answer };
  return { serverError: { message: answer?.error ?? 'Sign-in is not available at the moment. Try again shortly.' } };
}

export function LoginForm({ returnPath, oidcName }: LoginFormProps) {
  const [isSecondStep, setSecondStep] = useState(false);
  const form = useFormAction<Answer>(send, {
    onDone: (answer) => {
      if (answer?.needsCode) setSecondStep(true);
      // A full load: nothing cached for the visitor survives, and password managers see that it worked.
      else window.location.assign(returnPath);
    },
  });
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      {/* Kept in the second step: password and code are checked together. */}
      <div className={isSecondStep ? 'hidden' : 'grid gap-4'}>
        <Field label="E-mail">
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
        </Field>
        <Field label="Password">
          {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" required />}
        </Field>
      </div>
      {isSecondStep ? (
        <Field label="Code" hint={SECOND_STEP}>
          {(control) => <CodeInput control={control} autoFocus />}
        </Field>
      ) : null}
      <SubmitButton size="lg" className="w-full">
        {isSecondStep ? 'Continue' : 'Sign in'}
      </SubmitButton>
      {isSecondStep ? (
        <Button variant="ghost" onClick={() => window.location.reload()}>
          Start again
        </Button>
      ) : null}
      {oidcName && !isSecondStep ? (
        <Button size="lg" className="w-full" onClick={() => void signIn('oidc', { callbackUrl: returnPath })}>
          Continue with {oidcName}
        </Button>
      ) : null}
    </form>
  );
}

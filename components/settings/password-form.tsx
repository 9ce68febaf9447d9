'use client';

import { useState } from 'react';
import { NewPasswordField } from '@/components/auth/new-password-field';
import { PasswordInput } from '@/components/auth/password-input';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { notify } from '@/components/ui/notify';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { changePasswordAction } from '@/lib/auth/actions';

function send(values: FormData) {
  return changePasswordAction({
    currentPassword: textOf(values, 'currentPassword'),
    newPassword: textOf(values, 'newPassword'),
  });
}

export function PasswordForm({ email }: { email: string }) {
  const [round, setRound] = useState(0);
  const form = useFormAction(send, {
    clearWhenDone: true,
    onDone: () => {
      setRound(round + 1);
      notify('Password changed', { description: 'Other browsers were signed out.' });
    },
  });
  return (
    <form {...form.props}>
      <Card
        id="password"
        title="Password"
        description="Changing it signs you out everywhere else; this browser stays signed in."
        footer={<SubmitButton className="ml-auto">Change password</SubmitButton>}
      >
        <div className="grid max-w-md gap-4">
          {form.error ? (
            <Alert tone="danger" live>
              {form.error}
            </Alert>
          ) : null}
          {/* Tells password managers whose password this is. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <Field label="Current password" error={form.errorOf('currentPassword')}>
            {(control) => (
              <PasswordInput {...control} name="currentPassword" autoComplete="current-password" required />
            )}
          </Field>
          <NewPasswordField key={round} label="New password" name="newPassword" error={form.errorOf('newPassword')} />
        </div>
      </Card>
    </form>
  );
}

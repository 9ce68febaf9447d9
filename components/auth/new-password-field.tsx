'use client';

import { useState } from 'react';
import { PasswordInput } from '@/components/auth/password-input';
import { Field } from '@/components/ui/field';
import { passwordStrength } from '@/lib/auth/format';

interface NewPasswordFieldProps {
  label: string;
  name: string;
  error: string | undefined;
}

/** A password being chosen, with a sentence on how strong it is. */
export function NewPasswordField({ label, name, error }: NewPasswordFieldProps) {
  const [password, setPassword] = useState('');
  const { level, sentence } = passwordStrength(password);
  // One reason at a time: the server's says it already.
  const hint = error && level === 'refused' ? undefined : <span aria-live="polite">{sentence}</span>;
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <PasswordInput
          {...control}
          name={name}
          autoComplete="new-password"
          required
          onChange={(event) => setPassword(event.target.value)}
        />
      )}
    </Field>
  );
}

'use client';

import { type ReactNode, useState } from 'react';
import { PasswordInput } from '@/components/auth/password-input';
import { Alert } from '@/components/ui/alert';
import { Button, type ButtonProps } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { type FormRefusal, textOf, useFormAction } from '@/components/ui/use-form-action';

interface Outcome<Data> {
  data?: Data | undefined;
  serverError?: FormRefusal | undefined;
}

type ErrorOf = (field: string) => string | undefined;

interface PasswordDialogProps<Data> {
  trigger: Pick<ButtonProps, 'children' | 'variant' | 'size' | 'aria-label'>;
  title: string;
  description: string;
  submitLabel: string;
  tone?: 'primary' | 'danger';
  send: (password: string, values: FormData) => Promise<Outcome<Data>>;
  /** More fields under the password. */
  fields?: (errorOf: ErrorOf) => ReactNode;
  /** What stands there once it is done; without it the dialog closes. */
  result?: (data: Data, close: () => void) => ReactNode;
  resultTitle?: string;
}

/** Asks for the password once more before something that a found open browser must not do. */
export function PasswordDialog<Data>(props: PasswordDialogProps<Data>) {
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState<{ data: Data }>();
  const show = (open: boolean) => {
    setOpen(open);
    if (!open) setDone(undefined);
  };
  const finish = (data: Data | undefined) => {
    if (data !== undefined && props.result) setDone({ data });
    else show(false);
  };
  return (
    <>
      <Button {...props.trigger} aria-haspopup="dialog" onClick={() => show(true)} />
      <Dialog
        open={isOpen}
        onOpenChange={show}
        role="alertdialog"
        title={done ? (props.resultTitle ?? props.title) : props.title}
        description={done ? undefined : props.description}
      >
        {done ? props.result?.(done.data, () => show(false)) : <PasswordForm {...props} onDone={finish} />}
      </Dialog>
    </>
  );
}

function PasswordForm<Data>(props: PasswordDialogProps<Data> & { onDone: (data: Data | undefined) => void }) {
  const { send, fields, submitLabel, tone = 'primary', onDone } = props;
  const form = useFormAction((values) => send(textOf(values, 'password'), values), { onDone });
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <Field label="Your password" error={form.errorOf('password')}>
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" required autoFocus />}
      </Field>
      {fields?.(form.errorOf)}
      <SubmitButton variant={tone} className="sm:justify-self-end">
        {submitLabel}
      </SubmitButton>
    </form>
  );
}

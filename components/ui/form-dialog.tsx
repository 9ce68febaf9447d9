'use client';

import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { type FormRefusal, useFormAction } from '@/components/ui/use-form-action';

interface Outcome {
  data?: unknown;
  serverError?: FormRefusal | undefined;
}

interface FormDialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description: ReactNode;
  submitLabel: string;
  tone?: 'primary' | 'danger';
  size?: 'md' | 'lg';
  send: (values: FormData) => Promise<Outcome>;
  /** After what was not refused; the dialog closes when left out. */
  onDone?: (data: unknown) => void;
  children: (errorOf: (field: string) => string | undefined) => ReactNode;
}

/** A dialog around a form: says what will happen, asks for what is needed, stays open when it is refused. */
export function FormDialog(props: FormDialogProps) {
  const { open, onClose, title, description, size = 'md' } = props;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      role="alertdialog"
      {...{ title, description, size }}
    >
      <DialogForm {...props} />
    </Dialog>
  );
}

function DialogForm({ onClose, submitLabel, tone = 'primary', send, onDone = onClose, children }: FormDialogProps) {
  const form = useFormAction(send, { onDone });
  return (
    <form {...form.props} className="grid gap-4">
      {children(form.errorOf)}
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={onClose}>Cancel</Button>
        <SubmitButton variant={tone}>{submitLabel}</SubmitButton>
      </div>
    </form>
  );
}

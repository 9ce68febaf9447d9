'use client';

import { type ReactNode, useId, useState, useTransition } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button, type ButtonProps } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

export interface ConfirmOutcome {
  /** One sentence; the dialog stays open and shows it. */
  error?: string;
}

interface ConfirmDialogProps {
  trigger: Pick<ButtonProps, 'children' | 'variant' | 'size' | 'disabled' | 'aria-label' | 'className'>;
  title: ReactNode;
  description?: ReactNode;
  /** What will change, when and what it costs. */
  children?: ReactNode;
  confirmLabel: string;
  tone?: 'primary' | 'danger';
  /** The text that must be typed before the button works; spaces and "+" do not matter. */
  typed?: string;
  onConfirm: () => Promise<ConfirmOutcome | undefined>;
}

/** Asks before something that cannot simply be undone. */
export function ConfirmDialog({
  trigger,
  title,
  description,
  children,
  confirmLabel,
  tone = 'danger',
  typed,
  onConfirm,
}: ConfirmDialogProps) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const formId = useId();
  const ready = !typed || bare(text) === bare(typed);

  const change = (next: boolean) => {
    setOpen(next);
    setText('');
    setError(undefined);
  };
  const confirm = () =>
    startTransition(async () => {
      const outcome = await onConfirm();
      if (outcome?.error) setError(outcome.error);
      else setOpen(false);
    });

  return (
    <>
      <Button {...trigger} aria-haspopup="dialog" onClick={() => change(true)} />
      <Dialog
        open={open}
        onOpenChange={change}
        role="alertdialog"
        locked={pending}
        title={title}
        description={description}
        footer={
          <>
            <Button disabled={pending} onClick={() => change(false)}>
              Cancel
            </Button>
            <Button type="submit" form={formId} variant={tone} pending={pending} disabled={!ready}>
              {confirmLabel}
            </Button>
          </>
        }
      >
        <form
          id={formId}
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready && !pending) confirm();
          }}
        >
          {children}
          {typed ? (
            <Field label={<TypedLabel typed={typed} />}>
              {(control) => (
                <Input
                  {...control}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                  autoComplete="off"
                  spellCheck={false}
                />
              )}
            </Field>
          ) : null}
          {error ? (
            <Alert tone="danger" live>
              {error}
            </Alert>
          ) : null}
        </form>
      </Dialog>
    </>
  );
}

function TypedLabel({ typed }: { typed: string }) {
  return (
    <>
      Type <span className="figures rounded-sm bg-neutral-soft px-1 py-0.5 select-all">{typed}</span> to confirm
    </>
  );
}

function bare(text: string): string {
  return text.replace(/[\s+]/g, '').toLowerCase();
}

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
  confirmLabel,
  tone = 'danger',
  ...question
}: ConfirmDialogProps) {
  const [open, setOpen] = useState(false);
  const [ready, setReady] = useState(!question.typed);
  const [pending, startTransition] = useTransition();
  const formId = useId();
  const ask = () => {
    setReady(!question.typed);
    setOpen(true);
  };
  return (
    <>
      <Button {...trigger} aria-haspopup="dialog" onClick={ask} />
      <Dialog
        open={open}
        onOpenChange={setOpen}
        role="alertdialog"
        locked={pending}
        title={title}
        description={description}
        footer={
          <>
            <Button disabled={pending} onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button type="submit" form={formId} variant={tone} pending={pending} disabled={!ready}>
              {confirmLabel}
            </Button>
          </>
        }
      >
        <Question
          {...question}
          formId={formId}
          onReady={setReady}
          onConfirmed={(send) => !pending && startTransition(send)}
          onDone={() => setOpen(false)}
        />
      </Dialog>
    </>
  );
}

interface QuestionProps extends Pick<ConfirmDialogProps, 'children' | 'typed' | 'onConfirm'> {
  formId: string;
  onReady: (ready: boolean) => void;
  onConfirmed: (send: () => Promise<void>) => void;
  onDone: () => void;
}

/** Lives as long as the dialog is open: typed text and an error do not outlast it. */
function Question({ children, typed, onConfirm, formId, onReady, onConfirmed, onDone }: QuestionProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const isReady = (typedNow: string) => !typed || bare(typedNow) === bare(typed);

  const type = (next: string) => {
    setText(next);
    onReady(isReady(next));
  };
  const confirm = async () => {
    const outcome = await onConfirm();
    if (outcome?.error) setError(outcome.error);
    else onDone();
  };

  return (
    <form
      id={formId}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady(text)) onConfirmed(confirm);
      }}
    >
      {children}
      {typed ? (
        <Field label={<TypedLabel typed={typed} />}>
          {(control) => (
            <Input
              {...control}
              value={text}
              onChange={(event) => type(event.target.value)}
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

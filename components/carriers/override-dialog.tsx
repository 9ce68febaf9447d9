'use client';

import { useState } from 'react';
import { AffectedList } from '@/components/carriers/affected-list';
import { endOfPeriod, PeriodField } from '@/components/carriers/period-field';
import { ReasonField } from '@/components/carriers/reason-field';
import { type OperatedTrunk, TargetChoice, targetOf } from '@/components/carriers/target-choice';
import { FormDialog } from '@/components/ui/form-dialog';
import { textOf } from '@/components/ui/use-form-action';
import { placeOverrideAction } from '@/lib/network/actions';

const WORDS = {
  drain: {
    title: (name: string) => `Drain ${name}`,
    description: 'New calls take another way while there is one. Calls in progress stay.',
    submit: 'Drain',
    example: 'Ticket with the carrier about packet loss',
  },
  force: {
    title: (name: string) => `Force ${name}`,
    description: 'Calls take this way first, whatever its figures say. A drain still wins over it.',
    submit: 'Force',
    example: 'The carrier is well again; its probes are not',
  },
} as const;

interface OverrideDialogProps extends OperatedTrunk {
  action: 'drain' | 'force';
}

export function OverrideDialog({ carrier, trunk, action, open, onClose }: OverrideDialogProps) {
  const [target, setTarget] = useState(`carrier ${carrier.slug}`);
  const words = WORDS[action];
  const send = (values: FormData) =>
    placeOverrideAction({
      target: targetOf(textOf(values, 'target')),
      action,
      reason: textOf(values, 'reason'),
      endsAt: endOfPeriod(values),
    });
  return (
    <FormDialog
      {...{ open, onClose, send }}
      title={words.title(carrier.name)}
      description={words.description}
      submitLabel={words.submit}
    >
      {(errorOf) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <TargetChoice {...{ carrier, trunk }} value={target} onChange={setTarget} error={errorOf('target')} />
            <PeriodField error={errorOf('endsAt')} />
          </div>
          <ReasonField error={errorOf('reason')} example={words.example} />
          {action === 'drain' ? <AffectedList target={target} /> : null}
        </>
      )}
    </FormDialog>
  );
}

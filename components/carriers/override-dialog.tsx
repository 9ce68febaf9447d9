'use client';

import { useState } from 'react';
import { AffectedList } from '@/components/carriers/affected-list';
import { FormDialog } from '@/components/carriers/form-dialog';
import { ReasonField } from '@/components/carriers/reason-field';
import { type OperatedTrunk, TargetChoice, targetOf } from '@/components/carriers/target-choice';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { textOf } from '@/components/ui/use-form-action';
import { placeOverrideAction } from '@/lib/network/actions';

const PERIODS = [
  { minutes: 15, label: '15 minutes' },
  { minutes: 60, label: '1 hour' },
  { minutes: 240, label: '4 hours' },
  { minutes: 1_440, label: '1 day' },
  { minutes: 4_320, label: '3 days' },
  { minutes: 10_079, label: '7 days' },
] as const;

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
      endsAt: new Date(Date.now() + Number(textOf(values, 'period')) * 60_000).toISOString(),
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
            <Field label="For" hint="It ends by itself then." error={errorOf('endsAt')}>
              {(control) => (
                <Select {...control} name="period" defaultValue={60}>
                  {PERIODS.map(({ minutes, label }) => (
                    <option key={minutes} value={minutes}>
                      {label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          <ReasonField error={errorOf('reason')} example={words.example} />
          {action === 'drain' ? <AffectedList target={target} /> : null}
        </>
      )}
    </FormDialog>
  );
}

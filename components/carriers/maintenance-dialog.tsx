'use client';

import { useState } from 'react';
import { AffectedList } from '@/components/carriers/affected-list';
import { ReasonField } from '@/components/carriers/reason-field';
import { type OperatedTrunk, TargetChoice, targetOf } from '@/components/carriers/target-choice';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Input } from '@/components/ui/input';
import { textOf } from '@/components/ui/use-form-action';
import { planMaintenanceAction } from '@/lib/network/actions';

/** The browser's own zone: the field beside which it is named. */
function instantOf(local: string): string {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function send(values: FormData) {
  return planMaintenanceAction({
    target: targetOf(textOf(values, 'target')),
    reason: textOf(values, 'reason'),
    startsAt: instantOf(textOf(values, 'startsAt')),
    endsAt: instantOf(textOf(values, 'endsAt')),
  });
}

export function MaintenanceDialog({ carrier, trunk, open, onClose }: OperatedTrunk) {
  const [target, setTarget] = useState(`carrier ${carrier.slug}`);
  return (
    <FormDialog
      {...{ open, onClose, send }}
      title={`Planned maintenance of ${carrier.name}`}
      description="New calls take another way from the start to the end of the works. Calls in progress stay."
      submitLabel="Plan maintenance"
    >
      {(errorOf) => (
        <>
          <TargetChoice {...{ carrier, trunk }} value={target} onChange={setTarget} error={errorOf('target')} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Start" hint={`In ${zone()}.`} error={errorOf('startsAt')}>
              {(control) => <Input {...control} type="datetime-local" name="startsAt" required />}
            </Field>
            <Field label="End" hint="At most 7 days later." error={errorOf('endsAt')}>
              {(control) => <Input {...control} type="datetime-local" name="endsAt" required />}
            </Field>
          </div>
          <ReasonField error={errorOf('reason')} example="Software upgrade announced by the carrier" />
          <AffectedList target={target} />
        </>
      )}
    </FormDialog>
  );
}

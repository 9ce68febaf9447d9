'use client';

import type { OperatedTrunk } from '@/components/carriers/target-choice';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Input } from '@/components/ui/input';
import { textOf } from '@/components/ui/use-form-action';
import { updateTrunkAction } from '@/lib/network/actions';

/** An empty field is no limit. */
function limitOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

export function LimitsDialog({ trunk, open, onClose }: OperatedTrunk) {
  const send = (values: FormData) =>
    updateTrunkAction({
      trunk: trunk.slug,
      maxChannels: limitOf(textOf(values, 'maxChannels')),
      maxCps: limitOf(textOf(values, 'maxCps')),
    });
  return (
    <FormDialog
      {...{ open, onClose, send }}
      title={`Limits of ${trunk.slug}`}
      description={`What the contract allows. ${trunk.record}.`}
      submitLabel="Save limits"
    >
      {(errorOf) => (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Channels" hint="Calls in progress; empty for no limit." error={errorOf('maxChannels')}>
            {(control) => (
              <Input {...control} name="maxChannels" inputMode="numeric" defaultValue={trunk.maxChannels ?? ''} />
            )}
          </Field>
          <Field label="Calls a second" hint="Empty for no limit." error={errorOf('maxCps')}>
            {(control) => <Input {...control} name="maxCps" inputMode="numeric" defaultValue={trunk.maxCps ?? ''} />}
          </Field>
        </div>
      )}
    </FormDialog>
  );
}

'use client';

import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { textOf } from '@/components/ui/use-form-action';
import { startTrafficAction } from '@/lib/network/actions';
import type { TrafficChoices } from '@/lib/network/types';

interface TrafficDialogProps {
  choices: TrafficChoices;
  open: boolean;
  onClose: () => void;
}

/** Prefixes as people write them: "+91 98, 91-80". */
function prefixesOf(text: string): string[] {
  return text
    .split(/[,;]/)
    .map((prefix) => prefix.replace(/[\s+().-]/g, ''))
    .filter((prefix) => prefix !== '');
}

function send(values: FormData) {
  const numbers = textOf(values, 'numbers');
  return startTrafficAction({
    callsPerSecond: Number(textOf(values, 'callsPerSecond')),
    numbers: numbers === 'paired' || numbers === 'all' ? numbers : [numbers],
    destinations: prefixesOf(textOf(values, 'destinations')),
    minutes: Number(textOf(values, 'minutes')),
  });
}

/** How many calls, from which numbers, to where, for how long. */
export function TrafficDialog({ choices, open, onClose }: TrafficDialogProps) {
  return (
    <FormDialog
      {...{ open, onClose, send }}
      title="Start traffic"
      description="Calls between your numbers and made-up callees of the simulated carriers. Nobody’s telephone rings and nothing is charged; every call is in Call Logs."
      submitLabel="Start traffic"
    >
      {(errorOf) => (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Calls a second" hint="0.1 to 500." error={errorOf('callsPerSecond')}>
            {(control) => <Input {...control} name="callsPerSecond" inputMode="decimal" defaultValue={20} />}
          </Field>
          <Field label="Minutes" hint="It stops by itself then; 1 to 1,440." error={errorOf('minutes')}>
            {(control) => <Input {...control} name="minutes" inputMode="numeric" defaultValue={5} />}
          </Field>
          <CallerChoice choices={choices} error={errorOf('numbers')} />
          <Field
            label="To numbers that begin with"
            hint="Separated by commas; the other digits are made up."
            error={errorOf('destinations')}
          >
            {(control) => (
              <Input {...control} name="destinations" inputMode="tel" autoComplete="off" defaultValue="91" />
            )}
          </Field>
        </div>
      )}
    </FormDialog>
  );
}

function CallerChoice({ choices, error }: { choices: TrafficChoices; error: string | undefined }) {
  const { paired, active, numbers } = choices;
  return (
    <Field label="From" hint="India numbers call India only." error={error}>
      {(control) => (
        <Select {...control} name="numbers" defaultValue={paired > 0 ? 'paired' : 'all'}>
          <option value="paired">All with a fallback ({paired})</option>
          <option value="all">All active numbers ({active})</option>
          {numbers.map(({ number, display, alias, isPaired }) => (
            <option key={number} value={number}>
              {[display, alias, isPaired ? 'with fallback' : null].filter(Boolean).join(' · ')}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

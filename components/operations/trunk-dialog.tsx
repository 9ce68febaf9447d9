'use client';

import { useState } from 'react';
import { AUTHENTICATIONS, CODECS, FORMATS, HEADERS, TRANSPORTS } from '@/components/operations/trunk-words';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { textOf } from '@/components/ui/use-form-action';
import { updateTrunkAction } from '@/lib/network/actions';
import type { OperatedTrunk } from '@/lib/operations/types';

/** An empty field is none. */
function numberOf(values: FormData, name: string): number | null {
  const text = textOf(values, name).trim();
  return text === '' ? null : Number(text);
}

/** What was chosen, if it is one of the choices. */
function chosen<Choice extends string>(values: FormData, name: string, choices: Record<Choice, string>) {
  const text = textOf(values, name);
  for (const choice in choices) if (choice === text) return choice;
  return undefined;
}

function recordOf(values: FormData) {
  const codecs: (keyof typeof CODECS)[] = [];
  for (const codec of ['g711', 'g711-plc', 'g729a'] as const) if (values.has(`codec ${codec}`)) codecs.push(codec);
  return {
    codecs,
    transport: chosen(values, 'transport', TRANSPORTS),
    authentication: chosen(values, 'authentication', AUTHENTICATIONS),
    callerIdHeader: chosen(values, 'callerIdHeader', HEADERS),
    callerIdFormat: chosen(values, 'callerIdFormat', FORMATS),
    sessionTimerSeconds: numberOf(values, 'sessionTimerSeconds'),
    answersOptions: values.has('answersOptions'),
    isEnabled: values.has('isEnabled'),
    maxChannels: numberOf(values, 'maxChannels'),
    maxCps: numberOf(values, 'maxCps'),
  };
}

type ErrorOf = (field: string) => string | undefined;

/** Changes a trunk's record. */
export function TrunkDialog({ trunk }: { trunk: OperatedTrunk }) {
  const [open, setOpen] = useState(false);
  return (
    <span className="flex justify-end">
      <Button size="sm" aria-haspopup="dialog" aria-label={`Edit ${trunk.slug}`} onClick={() => setOpen(true)}>
        Edit
      </Button>
      <FormDialog
        open={open}
        onClose={() => setOpen(false)}
        send={(values) => updateTrunkAction({ trunk: trunk.slug, ...recordOf(values) })}
        size="lg"
        title={`Record of ${trunk.slug}`}
        description="Holds for calls that begin from now on; calls in progress are not touched."
        submitLabel="Save record"
      >
        {(errorOf) => (
          <div className="grid gap-4 sm:grid-cols-2">
            <Choice label="Transport" name="transport" value={trunk.transport} choices={TRANSPORTS} />
            <Choice
              label="Authentication"
              name="authentication"
              value={trunk.authentication}
              choices={AUTHENTICATIONS}
            />
            <Choice label="Caller ID header" name="callerIdHeader" value={trunk.callerIdHeader} choices={HEADERS} />
            <Choice label="Caller ID format" name="callerIdFormat" value={trunk.callerIdFormat} choices={FORMATS} />
            <Figures trunk={trunk} errorOf={errorOf} />
            <Switches trunk={trunk} error={errorOf('codecs')} />
          </div>
        )}
      </FormDialog>
    </span>
  );
}

interface ChoiceProps {
  label: string;
  name: string;
  value: string;
  choices: Readonly<Record<string, string>>;
}

function Choice({ label, name, value, choices }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} name={name} defaultValue={value}>
          {Object.entries(choices).map(([choice, word]) => (
            <option key={choice} value={choice}>
              {word}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Figures({ trunk, errorOf }: { trunk: OperatedTrunk; errorOf: ErrorOf }) {
  const figures = [
    ['maxChannels', 'Channels', 'Calls in progress; empty for no limit.'],
    ['maxCps', 'Calls a second', 'Empty for no limit.'],
    ['sessionTimerSeconds', 'Session timer in seconds', 'Empty for none.'],
  ] as const;
  return figures.map(([name, label, hint]) => (
    <Field key={name} label={label} hint={hint} error={errorOf(name)}>
      {(control) => <Input {...control} name={name} inputMode="numeric" defaultValue={trunk[name] ?? ''} />}
    </Field>
  ));
}

function Switches({ trunk, error }: { trunk: OperatedTrunk; error: string | undefined }) {
  return (
    <fieldset className="grid content-start gap-2">
      <legend className="mb-1.5 text-sm font-medium">Codecs and switches</legend>
      {Object.entries(CODECS).map(([codec, word]) => (
        <Checkbox key={codec} name={`codec ${codec}`} defaultChecked={trunk.codecs.includes(codec)} label={word} />
      ))}
      <Checkbox name="answersOptions" defaultChecked={trunk.answersOptions} label="Answers OPTIONS" />
      <Checkbox name="isEnabled" defaultChecked={trunk.isEnabled} label="In use" />
      {error ? <p className="text-sm text-danger">{error}</p> : null}
    </fieldset>
  );
}

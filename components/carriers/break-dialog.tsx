'use client';

import { useState } from 'react';
import { AffectedList } from '@/components/carriers/affected-list';
import { ReasonField } from '@/components/carriers/reason-field';
import { type OperatedTrunk, TargetChoice, targetOf } from '@/components/carriers/target-choice';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { textOf } from '@/components/ui/use-form-action';
import { startFaultAction } from '@/lib/network/actions';
import { FAULT_FIGURES, FAULT_KIND_NAMES, FAULT_KINDS, type FaultKind, faultFigures } from '@/lib/network/format';

function kindOf(text: string): FaultKind {
  return FAULT_KIND_NAMES.find((kind) => kind === text) ?? 'silent';
}

function send(values: FormData) {
  const kind = kindOf(textOf(values, 'kind'));
  const figures = Object.fromEntries(
    faultFigures(kind).map((name) => [name, Number(textOf(values, `figures.${name}`))]),
  );
  return startFaultAction({
    target: targetOf(textOf(values, 'target')),
    prefix: textOf(values, 'prefix').trim(),
    ...{ kind, figures },
    minutes: Number(textOf(values, 'minutes')),
    reason: textOf(values, 'reason'),
  });
}

/** Breaks a sandbox carrier: which fault, where, how long; what it will touch stands above the button. */
export function BreakDialog({ carrier, trunk, open, onClose }: OperatedTrunk) {
  const [kind, setKind] = useState<FaultKind>('silent');
  const [target, setTarget] = useState(`carrier ${carrier.slug}`);
  const [prefix, setPrefix] = useState('');
  return (
    <FormDialog
      {...{ open, onClose, send }}
      size="lg"
      title={`Break ${carrier.name}`}
      description="A fault of the sandbox carrier. It ends by itself, and you can end it before."
      submitLabel="Break it"
      tone="danger"
    >
      {(errorOf) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Fault" hint={FAULT_KINDS[kind].hint} error={errorOf('kind')}>
              {(control) => (
                <Select {...control} name="kind" value={kind} onChange={(event) => setKind(kindOf(event.target.value))}>
                  {FAULT_KIND_NAMES.map((name) => (
                    <option key={name} value={name}>
                      {FAULT_KINDS[name].label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <TargetChoice {...{ carrier, trunk }} value={target} onChange={setTarget} error={errorOf('target')} />
            {faultFigures(kind).map((name) => (
              <Field key={`${kind} ${name}`} label={FAULT_FIGURES[name].label} error={errorOf(`figures.${name}`)}>
                {(control) => (
                  <Input
                    {...control}
                    name={`figures.${name}`}
                    inputMode="numeric"
                    defaultValue={FAULT_FIGURES[name].usual}
                  />
                )}
              </Field>
            ))}
            <Field label="Only calls to" optional hint="Digits after +; empty for all calls." error={errorOf('prefix')}>
              {(control) => (
                <Input
                  {...control}
                  name="prefix"
                  inputMode="numeric"
                  value={prefix}
                  onChange={(event) => setPrefix(event.target.value.trim())}
                />
              )}
            </Field>
            <Field label="Minutes" hint="1 to 60." error={errorOf('minutes')}>
              {(control) => <Input {...control} name="minutes" inputMode="numeric" defaultValue={5} />}
            </Field>
          </div>
          <ReasonField error={errorOf('reason')} example="Rehearsal of a silent carrier" />
          <AffectedList target={target} prefix={/^\d{0,15}$/.test(prefix) ? prefix : ''} />
        </>
      )}
    </FormDialog>
  );
}

'use client';

import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MOST_SEEDS, NAME_MAX, POLICY_NAMES, type PolicyName, policyHint, policyLabel } from '@/lib/rehearsals/format';

export interface RunChoice {
  name: string;
  policies: readonly PolicyName[];
  seeds: string;
}

interface RunOptionsProps {
  choice: RunChoice;
  onChange: (choice: RunChoice) => void;
  /** What an empty name becomes. */
  title: string;
}

/** What the scenario is run with: policies on the same calls, over how many seeds. */
export function RunOptions({ choice, onChange, title }: RunOptionsProps) {
  const toggle = (policy: PolicyName, on: boolean) =>
    onChange({
      ...choice,
      policies: POLICY_NAMES.filter((name) => (name === policy ? on : choice.policies.includes(name))),
    });
  return (
    <Card id="run" title="Run" description="Every policy meets the same calls.">
      <div className="grid gap-4">
        <Field label="Name of the run">
          {(control) => (
            <Input
              {...control}
              value={choice.name}
              placeholder={title}
              maxLength={NAME_MAX}
              onChange={({ target }) => onChange({ ...choice, name: target.value })}
            />
          )}
        </Field>
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 text-sm font-medium">Policies to compare</legend>
          {POLICY_NAMES.map((policy) => (
            <Checkbox
              key={policy}
              label={policyLabel(policy)}
              hint={policyHint(policy)}
              checked={choice.policies.includes(policy)}
              onChange={({ target }) => toggle(policy, target.checked)}
            />
          ))}
        </fieldset>
        <Field label="Repeats" hint={`1 to ${MOST_SEEDS}, each with other chance; several give figures an interval.`}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={MOST_SEEDS}
              value={choice.seeds}
              className="figures w-24"
              onChange={({ target }) => onChange({ ...choice, seeds: target.value })}
            />
          )}
        </Field>
      </div>
    </Card>
  );
}

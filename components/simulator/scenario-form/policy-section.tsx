'use client';

import { useScenarioForm } from '@/components/simulator/scenario-form/form-context';
import { numberOrText, settledNumber, textOfValue, valueAt } from '@/components/simulator/scenario-form/value-at';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { PolicyGroup } from '@/lib/rehearsals/types';

/** The engine's thresholds; one that is left empty keeps its default. */
export function PolicySection({ groups }: { groups: readonly PolicyGroup[] }) {
  const { scenario } = useScenarioForm();
  const policy = scenario.policy;
  const isChanged = (group: string) => valueAt(policy, [group]) !== undefined;
  return (
    <Card
      id="policy"
      title="Policy"
      description="Thresholds of the engine that differ from their defaults; they hold for HA on."
    >
      <div className="grid gap-2">
        {groups.map((group) => (
          <details key={group.name} open={isChanged(group.name) || undefined}>
            <summary className="min-h-6 w-fit rounded-sm text-sm font-medium">
              {group.title} <span className="font-normal text-muted">({group.thresholds.length})</span>
            </summary>
            <div className="mt-2 mb-3 grid items-start gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
              {group.thresholds.map((threshold) => (
                <ThresholdField key={threshold.name} group={group.name} threshold={threshold} />
              ))}
            </div>
          </details>
        ))}
      </div>
    </Card>
  );
}

function ThresholdField({ group, threshold }: { group: string; threshold: PolicyGroup['thresholds'][number] }) {
  const { scenario, set, mistakes } = useScenarioForm();
  const path = ['policy', group, threshold.name];
  const value = valueAt(scenario, path);
  const error = mistakes.get(path.join('.'));
  if (threshold.kind === 'choice')
    return (
      <Checkbox
        label={threshold.label}
        hint={threshold.reason}
        error={error}
        checked={value === undefined ? threshold.value : value === true}
        onChange={({ target }) => set(path, target.checked === threshold.value ? undefined : target.checked)}
      />
    );
  const { label, unit, min, max, reason } = threshold;
  return (
    <Field label={`${label}, ${unit}`} hint={`${min} to ${max}. ${reason}`} error={error}>
      {(control) => (
        <Input
          {...control}
          value={textOfValue(value)}
          placeholder={String(threshold.value)}
          inputMode="decimal"
          className="figures"
          onChange={({ target }) => set(path, numberOrText(target.value))}
          onBlur={() => set(path, settledNumber(value))}
        />
      )}
    </Field>
  );
}

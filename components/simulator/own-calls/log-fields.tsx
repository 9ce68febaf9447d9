'use client';

import type { ReplayChoice } from '@/components/simulator/own-calls/replay-choice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { ReplayCarrier } from '@/lib/rehearsals/types';

interface LogFieldsProps {
  carriers: readonly ReplayCarrier[];
  choice: ReplayChoice;
  onChange: (change: Partial<ReplayChoice>) => void;
  zone: string;
  errorOf: (field: string) => string | undefined;
}

/** Which part of the call log. */
export function LogFields({ carriers, choice, onChange, zone, errorOf }: LogFieldsProps) {
  const carrier = carriers.find(({ slug }) => slug === choice.carrier);
  const change = (slug: string) => {
    const rental = carriers.find((other) => other.slug === slug)?.haRentalPerMonth;
    onChange({ carrier: slug, numbers: '', ...(rental ? { rental: String(rental) } : {}) });
  };
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field
        label="Carrier that fails"
        error={errorOf('calls.carrier')}
        hint={
          carrier
            ? `${carrier.numbers.length} of your numbers are on it, ${carrier.pairs} with a fallback.`
            : 'None of your numbers is active.'
        }
      >
        {(control) => (
          <Select {...control} value={choice.carrier} onChange={({ target }) => change(target.value)}>
            {carriers.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Only these numbers"
        optional
        hint="With commas; every number of the carrier otherwise."
        error={errorOf('calls.numbers')}
      >
        {(control) => (
          <Input
            {...control}
            value={choice.numbers}
            className="figures"
            onChange={({ target }) => onChange({ numbers: target.value })}
          />
        )}
      </Field>
      <Field label={`Calls from, ${zone}`} error={errorOf('calls.from')}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={choice.from}
            onChange={({ target }) => onChange({ from: target.value })}
          />
        )}
      </Field>
      <Field label={`until, ${zone}`} error={errorOf('calls.to')}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={choice.to}
            onChange={({ target }) => onChange({ to: target.value })}
          />
        )}
      </Field>
    </div>
  );
}

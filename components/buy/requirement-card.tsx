import { FileCheck } from 'lucide-react';
import { NoCompliance } from '@/components/buy/no-compliance';
import { SeriesNote } from '@/components/buy/series-note';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { MissingCompliance, SeriesUse } from '@/lib/compliance/types';

export interface Choice {
  id: string;
  label: string;
}

interface RequirementCardProps {
  /** The accepted applications the number may go under. */
  options: readonly Choice[];
  chosen: string | null | undefined;
  error: string | undefined;
  /** What stands in the way when there is none; null when there is one. */
  missing: MissingCompliance | null;
  series: SeriesUse;
}

/** India numbers are rented under an accepted compliance application: which one, or that there is none. */
export function RequirementCard({ options, chosen, error, missing, series }: RequirementCardProps) {
  const [first] = options;
  return (
    <Card
      id="requirement"
      title="Requirement"
      description="An India number is rented under an accepted compliance application (KYC)."
    >
      {missing ? <NoCompliance missing={missing} /> : null}
      {first !== undefined && options.length === 1 ? (
        <p className="flex items-start gap-2">
          <FileCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
          <span>
            Goes under <span className="font-medium">{first.label}</span>, accepted.
          </span>
          <input type="hidden" name="complianceApplicationId" value={first.id} />
        </p>
      ) : null}
      {options.length > 1 ? (
        <Field
          label="Compliance application"
          hint="Accepted applications of this account."
          error={error}
          className="max-w-md"
        >
          {(control) => (
            <Select
              {...control}
              name="complianceApplicationId"
              defaultValue={options.find(({ id }) => id === chosen)?.id ?? first?.id}
            >
              {options.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <SeriesNote series={series} />
    </Card>
  );
}

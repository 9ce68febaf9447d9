'use client';

import { useQueryStates } from 'nuqs';
import { InlineField } from '@/components/simulator/inline-field';
import { resultParsers } from '@/components/simulator/result-params';
import { Select } from '@/components/ui/select';
import { policyLabel } from '@/lib/rehearsals/format';

interface ChoiceProps {
  policies: readonly string[];
  show: string;
  /** Null when nothing is held against it. */
  against: string | null;
  view: 'charts' | 'tables';
}

/** Which policies the time line shows, and as what. */
export function Choice({ policies, show, against, view }: ChoiceProps) {
  const [, setParams] = useQueryStates(resultParsers, { shallow: false, scroll: false });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      <InlineField label="Show">
        {(id) => (
          <Select id={id} fit value={show} onChange={(event) => void setParams({ show: event.target.value })}>
            {policies.map((policy) => (
              <option key={policy} value={policy}>
                {policyLabel(policy)}
              </option>
            ))}
          </Select>
        )}
      </InlineField>
      {policies.length > 1 ? (
        <InlineField label="against">
          {(id) => (
            <Select
              id={id}
              fit
              value={against ?? 'none'}
              onChange={(event) => void setParams({ against: event.target.value })}
            >
              <option value="none">nothing</option>
              {policies
                .filter((policy) => policy !== show)
                .map((policy) => (
                  <option key={policy} value={policy}>
                    {policyLabel(policy)}
                  </option>
                ))}
            </Select>
          )}
        </InlineField>
      ) : null}
      <InlineField label="as">
        {(id) => (
          <Select
            id={id}
            fit
            value={view}
            onChange={(event) => void setParams({ view: event.target.value === 'tables' ? 'tables' : null })}
          >
            <option value="charts">charts</option>
            <option value="tables">tables</option>
          </Select>
        )}
      </InlineField>
    </div>
  );
}

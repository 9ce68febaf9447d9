'use client';

import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FieldSpec } from '@/components/simulator/scenario-form/field-types';
import { useScenarioForm } from '@/components/simulator/scenario-form/form-context';
import { itemsOf, valueAt } from '@/components/simulator/scenario-form/value-at';
import { Button } from '@/components/ui/button';

interface RowsProps {
  spec: FieldSpec;
  path: readonly (string | number)[];
  className: string;
  /** Draws a field of a row. */
  children: (field: FieldSpec, base: readonly (string | number)[]) => ReactNode;
}

/** A small list inside an item: a carrier's trunks, a destination's routes. */
export function Rows({ spec, path, className, children }: RowsProps) {
  const { scenario, set } = useScenarioForm();
  const rows = itemsOf(valueAt(scenario, path));
  return (
    <fieldset className={className}>
      <legend className="mb-1.5 text-sm font-medium">{spec.label}</legend>
      {spec.hint ? <p className="mb-1.5 text-xs text-muted">{spec.hint}</p> : null}
      <div className="grid gap-2">
        {rows.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the scenario
          <div key={index} className="flex items-end gap-2 rounded-md bg-sunken p-2">
            <div className="grid flex-1 gap-2 sm:grid-cols-4">
              {spec.fields?.map((field) => children(field, [...path, index]))}
            </div>
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Remove ${index + 1} of ${spec.label.toLowerCase()}`}
              onClick={() => set(path, rows.length > 1 ? rows.filter((__, other) => other !== index) : undefined)}
            >
              <Trash2 aria-hidden />
            </Button>
          </div>
        ))}
        <div>
          <Button size="sm" onClick={() => set(path, [...rows, {}])}>
            <Plus aria-hidden />
            Add
          </Button>
        </div>
      </div>
    </fieldset>
  );
}

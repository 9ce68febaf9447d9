'use client';

import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FieldSpec } from '@/components/simulator/scenario-form/field-types';
import { useScenarioForm } from '@/components/simulator/scenario-form/form-context';
import { ScenarioField } from '@/components/simulator/scenario-form/scenario-field';
import { pathText } from '@/components/simulator/scenario-form/value-at';
import { Button } from '@/components/ui/button';

interface FieldGridProps {
  fields: readonly FieldSpec[];
  base: readonly (string | number)[];
}

/** The fields of one object: what matters most, the rest behind "More". */
export function FieldGrid({ fields, base, end }: FieldGridProps & { end?: ReactNode }) {
  const { mistakes } = useScenarioForm();
  const seldom = fields.filter(({ more }) => more);
  const prefix = base.length > 0 ? `${pathText(base)}.` : '';
  const isWrongInside = seldom.some(({ path }) => [...mistakes.keys()].some((key) => key.startsWith(prefix + path)));
  return (
    <div className="grid gap-2">
      <Grid fields={fields.filter(({ more }) => !more)} base={base} />
      <div className="flex items-start justify-between gap-3 empty:hidden">
        {seldom.length > 0 ? (
          <details open={isWrongInside || undefined} className="min-w-0 flex-1">
            <summary className="min-h-6 w-fit rounded-sm text-sm text-accent-fg">More</summary>
            <div className="mt-2">
              <Grid fields={seldom} base={base} />
            </div>
          </details>
        ) : end ? (
          <span />
        ) : null}
        {end}
      </div>
    </div>
  );
}

/** What a field is for is said once a list: with its first item. */
function Grid({ fields, base }: FieldGridProps) {
  const isFirst = base.every((part) => typeof part !== 'number' || part === 0);
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,7.5rem),1fr))] items-start gap-x-3 gap-y-2.5">
      {fields.map((field) => (
        <ScenarioField key={field.path} spec={isFirst ? field : withoutHint(field)} base={base} />
      ))}
    </div>
  );
}

function withoutHint({ hint: _, ...field }: FieldSpec): FieldSpec {
  return field;
}

interface ItemCardProps extends FieldGridProps {
  title: string;
  /** Null when one must stay. */
  onRemove: (() => void) | null;
}

/** One item of a list: a carrier, a fault. */
export function ItemCard({ title, fields, base, onRemove }: ItemCardProps) {
  return (
    <fieldset className="min-w-0 rounded-md border border-line px-3 pt-1 pb-2" id={pathText(base)}>
      <legend className="px-1 text-sm font-semibold">{title}</legend>
      <FieldGrid
        fields={fields}
        base={base}
        end={
          onRemove ? (
            <Button size="sm" variant="ghost" onClick={onRemove} aria-label={`Remove ${title}`}>
              <Trash2 aria-hidden />
              Remove
            </Button>
          ) : null
        }
      />
    </fieldset>
  );
}

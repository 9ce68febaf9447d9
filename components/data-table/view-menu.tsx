'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useId } from 'react';
import { buttonClasses } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { RadioGroup } from '@/components/ui/radio-group';
import type { Density } from '@/components/ui/table';

interface ViewMenuProps {
  columns: readonly { id: string; header: string }[];
  hidden: readonly string[];
  onHiddenChange: (hidden: string[]) => void;
  density: Density;
  onDensityChange: (density: Density) => void;
}

const densities = [
  { value: 'regular', label: 'Regular' },
  { value: 'dense', label: 'Dense' },
];

/** Which columns are shown, and how tall the rows are. */
export function ViewMenu({ columns, hidden, onHiddenChange, density, onDensityChange }: ViewMenuProps) {
  const id = useId();
  const anchor = `--view-${id.replace(/\W/g, '')}`;
  const toggle = (column: string, shown: boolean) =>
    onHiddenChange(shown ? hidden.filter((name) => name !== column) : [...hidden, column]);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        style={{ anchorName: anchor }}
        className={buttonClasses({ variant: 'secondary', size: 'md' })}
      >
        <SlidersHorizontal aria-hidden />
        Columns
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Columns"
        style={{ positionAnchor: anchor }}
        className="popover-panel w-56 p-3"
      >
        <fieldset className="grid gap-1">
          <legend className="mb-1.5 text-xs font-medium text-muted">Shown</legend>
          {columns.map((column) => (
            <Checkbox
              key={column.id}
              label={<span className="font-normal">{column.header}</span>}
              checked={!hidden.includes(column.id)}
              onChange={(event) => toggle(column.id, event.target.checked)}
            />
          ))}
        </fieldset>
        <hr className="my-3 border-line" />
        <RadioGroup
          legend={<span className="text-xs text-muted">Row height</span>}
          name={`${id}-density`}
          layout="inline"
          options={densities}
          value={density}
          onValueChange={(value) => onDensityChange(value === 'dense' ? 'dense' : 'regular')}
        />
      </div>
    </>
  );
}

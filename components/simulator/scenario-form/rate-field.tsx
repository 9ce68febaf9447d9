'use client';

import { useState } from 'react';
import type { FieldSpec } from '@/components/simulator/scenario-form/field-types';
import { useScenarioForm } from '@/components/simulator/scenario-form/form-context';
import { isItem, itemsOf, pathText, textOfValue, valueAt } from '@/components/simulator/scenario-form/value-at';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';

type Shape = 'constant' | 'byHour' | 'steps';

interface RateFieldProps {
  spec: FieldSpec;
  path: readonly (string | number)[];
  className: string;
}

/** Calls per second: the same all the time, by hour of the day, or in steps. */
export function RateField({ spec, path, className }: RateFieldProps) {
  const { scenario, set, mistakes } = useScenarioForm();
  const value = valueAt(scenario, path);
  const [typed, setTyped] = useState<string | null>(null);
  const shape = shapeOf(value);
  const key = pathText(path);
  const error =
    mistakes.get(key) ?? [...mistakes].find(([of]) => of.startsWith(`${key}.`) || of.startsWith(`${key}[`))?.[1];
  return (
    <Field label={spec.label} error={error} hint={HINTS[shape]} className={className}>
      {(control) => (
        <span className="grid gap-1.5 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <Select
            aria-label="How the rate runs"
            value={shape}
            onChange={({ target }) => {
              setTyped(null);
              set(path, target.value === 'byHour' ? { byHour: DAY } : target.value === 'steps' ? { steps: STEPS } : 5);
            }}
          >
            <option value="constant">Constant</option>
            <option value="byHour">By hour of day</option>
            <option value="steps">In steps</option>
          </Select>
          <Input
            {...control}
            value={typed ?? textOfRate(value)}
            spellCheck={false}
            className="figures"
            onChange={({ target }) => {
              setTyped(target.value);
              set(path, parseRate(shape, target.value));
            }}
            onBlur={() => setTyped(null)}
          />
        </span>
      )}
    </Field>
  );
}

const HINTS: Readonly<Record<Shape, string>> = {
  constant: 'Calls a second.',
  byHour: '24 figures from midnight, with commas.',
  steps: 'When and how many, with commas: 0s 5, 2m 20, 5m 5.',
};

const DAY = [0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 6, 6, 5, 4, 6, 6, 5, 4, 2, 1, 0, 0, 0, 0];
const STEPS = [
  { at: '0s', perSecond: 5 },
  { at: '2m', perSecond: 20 },
];

function shapeOf(value: unknown): Shape {
  if (!isItem(value)) return 'constant';
  return 'byHour' in value ? 'byHour' : 'steps';
}

function textOfRate(value: unknown): string {
  if (!isItem(value)) return textOfValue(value);
  if (Array.isArray(value.byHour)) return value.byHour.join(', ');
  return itemsOf(value.steps)
    .map(({ at, perSecond }) => `${textOfValue(at)} ${textOfValue(perSecond)}`)
    .join(', ');
}

/** What cannot be read stays as it was typed; the scenario's own check says what is allowed. */
function parseRate(shape: Shape, text: string): unknown {
  const numberOf = (part: string) => (part.trim() !== '' && Number.isFinite(Number(part)) ? Number(part) : part);
  if (shape === 'constant') return text.trim() === '' ? undefined : numberOf(text);
  const parts = text.split(',').map((part) => part.trim());
  if (shape === 'byHour') return { byHour: parts.map(numberOf) };
  return {
    steps: parts.map((part) => {
      const [at = '', perSecond = ''] = part.split(/\s+/);
      return { at, perSecond: numberOf(perSecond) };
    }),
  };
}

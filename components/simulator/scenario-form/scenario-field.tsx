'use client';

import type { FieldSpec } from '@/components/simulator/scenario-form/field-types';
import { offered, useScenarioForm } from '@/components/simulator/scenario-form/form-context';
import { RateField } from '@/components/simulator/scenario-form/rate-field';
import { Rows } from '@/components/simulator/scenario-form/rows';
import {
  isItem,
  numberOrText,
  pathText,
  settledNumber,
  textOfValue,
  valueAt,
} from '@/components/simulator/scenario-form/value-at';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { cn } from '@/lib/cn';

export interface ScenarioFieldProps {
  spec: FieldSpec;
  /** Where the item stands in the scenario. */
  base: readonly (string | number)[];
}

/** One value of the scenario. What is left empty takes its default, which stands in the empty field. */
export function ScenarioField({ spec, base }: ScenarioFieldProps) {
  const { scenario, set, mistakes } = useScenarioForm();
  const path = [...base, ...spec.path.split('.')];
  const value = valueAt(scenario, path);
  const error = mistakes.get(pathText(path));
  const wide = cn(spec.wide && 'col-span-full');
  if (spec.kind === 'rows')
    return (
      <Rows spec={spec} path={path} className={wide}>
        {(field, row) => <ScenarioField key={field.path} spec={field} base={row} />}
      </Rows>
    );
  if (spec.kind === 'rate') return <RateField spec={spec} path={path} className={wide} />;
  if (spec.kind === 'spread') return <SpreadField spec={spec} path={path} />;
  if (spec.kind === 'check')
    return (
      <Checkbox
        label={spec.label}
        hint={spec.hint}
        error={error}
        checked={value === undefined ? spec.preset === 'true' : value === true}
        onChange={(event) => set(path, event.target.checked)}
        className="self-end pb-1"
      />
    );
  return (
    <Field label={spec.label} hint={spec.hint} error={error} className={wide}>
      {(control) => <Control {...control} spec={spec} value={value} onValue={(next) => set(path, next)} />}
    </Field>
  );
}

interface ControlProps {
  id: string;
  spec: FieldSpec;
  value: unknown;
  onValue: (value: unknown) => void;
}

function Control({ spec, value, onValue, ...control }: ControlProps) {
  const { scenario } = useScenarioForm();
  const options = typeof spec.options === 'string' ? offered(scenario, spec.options) : spec.options;
  if (spec.kind === 'choice')
    return (
      <Select {...control} value={textOfValue(value)} onChange={(event) => onValue(event.target.value || undefined)}>
        <option value="">{spec.preset ?? 'Choose'}</option>
        {withCurrent(options ?? [], value).map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </Select>
    );
  if (spec.kind === 'long')
    return (
      <textarea
        {...control}
        rows={2}
        value={textOfValue(value)}
        onChange={(event) => onValue(event.target.value || undefined)}
        className="control h-auto! py-1.5"
      />
    );
  return (
    <Input
      {...control}
      value={Array.isArray(value) ? value.join(', ') : textOfValue(value)}
      placeholder={spec.preset ?? (options ? options.join(', ') : EXAMPLES[spec.kind])}
      inputMode={spec.kind === 'number' ? 'decimal' : undefined}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onValue(READ[spec.kind]?.(event.target.value) ?? (event.target.value || undefined))}
      onBlur={() => spec.kind === 'number' && onValue(settledNumber(value))}
      className={spec.kind === 'text' ? undefined : 'figures'}
    />
  );
}

const EXAMPLES: Readonly<Partial<Record<FieldSpec['kind'], string>>> = { duration: '90s, 15m, 2h', clock: '09:30' };

const READ: Readonly<Partial<Record<FieldSpec['kind'], (text: string) => unknown>>> = {
  number: numberOrText,
  names: (text) => (text.trim() === '' ? undefined : text.split(',').map((name) => name.trimStart())),
};

/** A value that is no longer offered stays visible. */
function withCurrent(options: readonly string[], value: unknown): readonly string[] {
  const text = textOfValue(value);
  return text === '' || options.includes(text) ? options : [...options, text];
}

/** A time of which half of the values lie below, and how far they scatter. */
function SpreadField({ spec, path }: { spec: FieldSpec; path: readonly (string | number)[] }) {
  const { scenario, set, mistakes } = useScenarioForm();
  const value = valueAt(scenario, path);
  const { median, spread } = isItem(value) ? value : {};
  const [presetMedian = '', presetSpread = ''] = spec.preset?.split(', ') ?? [];
  const error = ['', '.median', '.spread'].map((end) => mistakes.get(pathText(path) + end)).find(Boolean);
  return (
    <Field label={spec.label} error={error}>
      {(control) => (
        <span className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-1.5">
          <Input
            {...control}
            value={textOfValue(median)}
            placeholder={presetMedian}
            className="figures"
            onChange={(event) => set([...path, 'median'], event.target.value || undefined)}
          />
          <Input
            aria-label={`${spec.label}: spread`}
            title="Spread: the standard deviation of the logarithm"
            value={textOfValue(spread)}
            placeholder={presetSpread}
            inputMode="decimal"
            className="figures"
            onChange={(event) => set([...path, 'spread'], numberOrText(event.target.value))}
            onBlur={() => set([...path, 'spread'], settledNumber(spread))}
          />
        </span>
      )}
    </Field>
  );
}

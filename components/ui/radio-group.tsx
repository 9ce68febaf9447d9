import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import { describedByIds, FieldError } from '@/components/ui/field';
import { cn } from '@/lib/cn';

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface RadioGroupProps {
  legend: ReactNode;
  hideLegend?: boolean;
  name: string;
  options: readonly RadioOption[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** inline: short choices on one line. */
  layout?: 'stacked' | 'inline';
  className?: string;
}

export function RadioGroup(props: RadioGroupProps) {
  const { legend, hideLegend = false, name, options, hint, error, layout = 'stacked', className } = props;
  const id = useId();
  const describedBy = describedByIds(hint && `${id}-hint`, error && `${id}-error`);
  return (
    <fieldset aria-describedby={describedBy} className={cn('grid min-w-0 gap-2', className)}>
      <legend className={hideLegend ? 'sr-only' : 'mb-1.5 text-sm font-medium'}>{legend}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="max-w-prose text-xs text-muted">
          {hint}
        </p>
      ) : null}
      <div className={layout === 'inline' ? 'flex flex-wrap gap-x-4 gap-y-1' : 'grid gap-2'}>
        {options.map((option) => (
          <Radio
            key={option.value}
            option={option}
            name={name}
            required={props.required}
            {...chosen(props, option.value)}
          />
        ))}
      </div>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}

/** Controlled when `value` is given, else left to the form. */
function chosen({ value, defaultValue, onValueChange }: RadioGroupProps, own: string): ComponentPropsWithRef<'input'> {
  if (value === undefined)
    return { defaultChecked: defaultValue === own, ...(onValueChange && { onChange: () => onValueChange(own) }) };
  return { checked: value === own, onChange: () => onValueChange?.(own) };
}

function Radio({ option, ...rest }: { option: RadioOption } & ComponentPropsWithRef<'input'>) {
  const id = useId();
  return (
    <div className="grid gap-0.5">
      <label className="flex min-h-6 items-start gap-2.5 justify-self-start has-disabled:cursor-not-allowed has-disabled:text-muted">
        <input
          {...rest}
          type="radio"
          value={option.value}
          disabled={option.disabled}
          aria-describedby={option.hint ? id : undefined}
          className="tick mt-0.5"
        />
        <span>{option.label}</span>
      </label>
      {option.hint ? (
        <div id={id} className="max-w-prose pl-6.5 text-sm text-muted">
          {option.hint}
        </div>
      ) : null}
    </div>
  );
}

import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import { describedByIds, FieldError } from '@/components/ui/field';
import { cn } from '@/lib/cn';

interface CheckboxProps extends Omit<ComponentPropsWithRef<'input'>, 'type' | 'children'> {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** The label stays for screen readers only, for boxes in table rows. */
  hideLabel?: boolean;
}

/** The browser's own check box with its label: sent by a plain form, with or without JavaScript. */
export function Checkbox({ label, hint, error, hideLabel = false, className, ...rest }: CheckboxProps) {
  const id = useId();
  const describedBy = describedByIds(hint && `${id}-hint`, error && `${id}-error`);
  return (
    <div className={cn('grid gap-1', className)}>
      <label
        className={cn(
          'flex min-h-6 items-start gap-2.5 justify-self-start has-disabled:cursor-not-allowed has-disabled:text-muted',
          hideLabel && 'min-w-6 items-center justify-center',
        )}
      >
        <input
          {...rest}
          type="checkbox"
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          className={cn('tick', !hideLabel && 'mt-0.5')}
        />
        <span className={hideLabel ? 'sr-only' : 'font-medium'}>{label}</span>
      </label>
      {hint ? (
        <div id={`${id}-hint`} className="max-w-prose pl-6.5 text-sm text-muted">
          {hint}
        </div>
      ) : null}
      {error ? (
        <div className="pl-6.5">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      ) : null}
    </div>
  );
}

import { ChevronDown } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { cn } from '@/lib/cn';

interface SelectProps extends ComponentPropsWithRef<'select'> {
  /** Sized by its content instead of filling the line, for filter bars. */
  fit?: boolean;
}

/** The browser's own list: works by touch, by keyboard and without JavaScript. */
export function Select({ className, fit = false, children, ...rest }: SelectProps) {
  return (
    <span className={cn('relative inline-flex', fit ? 'w-auto' : 'w-full')}>
      <select {...rest} className={cn('control appearance-none pr-8', fit && 'w-auto', className)}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}

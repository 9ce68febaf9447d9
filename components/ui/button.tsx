import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentPropsWithRef } from 'react';
import { Spinner } from '@/components/ui/spinner';
import { cn } from '@/lib/cn';

/** The look of a button, for links and triggers that must look like one. */
export const buttonClasses = cva(
  [
    'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none',
    'transition-colors duration-100 focus-visible:rounded-md disabled:cursor-not-allowed aria-disabled:cursor-not-allowed',
    '[&_svg]:size-4 [&_svg]:shrink-0 pointer-coarse:min-h-10',
  ],
  {
    variants: {
      variant: {
        primary:
          'border-transparent bg-accent text-on-accent hover:bg-accent-hover disabled:bg-sunken disabled:text-muted disabled:border-line',
        secondary:
          'border-neutral-line bg-surface text-fg hover:bg-hover hover:border-line-strong disabled:bg-sunken disabled:text-muted disabled:border-line',
        ghost:
          'border-transparent bg-transparent text-fg hover:bg-neutral-soft disabled:text-muted disabled:bg-transparent',
        danger:
          'border-transparent bg-danger-fill text-on-danger hover:bg-danger-fill-hover disabled:bg-sunken disabled:text-muted disabled:border-line',
      },
      size: {
        sm: 'h-7 px-2 text-sm',
        md: 'h-8 px-3 text-base',
        lg: 'h-9 px-4 text-base',
        icon: 'size-8 p-0 pointer-coarse:min-w-10',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export type ButtonLook = VariantProps<typeof buttonClasses>;

export interface ButtonProps extends ComponentPropsWithRef<'button'>, ButtonLook {
  /** The work it started is under way: it turns, keeps its width and its focus, and ignores presses. */
  pending?: boolean;
}

export function Button({
  variant,
  size,
  pending = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      className={cn(buttonClasses({ variant, size }), className)}
    >
      {pending ? (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      ) : null}
      <span className={cn('inline-flex items-center gap-1.5', pending && 'opacity-0')}>{children}</span>
    </button>
  );
}

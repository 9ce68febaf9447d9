import type { LinkProps } from 'next/link';
import type { ReactNode } from 'react';
import { type ButtonLook, buttonClasses } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/cn';

type ButtonLinkProps<T> = LinkProps<T> & ButtonLook & { className?: string; children: ReactNode };

/** A link that looks like a button: for going somewhere, never for doing something. */
export function ButtonLink<T>({ variant, size, className, children, ...rest }: ButtonLinkProps<T>) {
  return (
    <Link {...rest} className={cn(buttonClasses({ variant, size }), className)}>
      {children}
    </Link>
  );
}

import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

const widths = {
  /** Tables. */
  full: 'max-w-none',
  /** A form or a page of cards. */
  form: 'max-w-7xl',
  /** One column of settings. */
  narrow: 'max-w-3xl',
};

/** The body of a console page: one width, one rhythm. */
export function Page({ width = 'form', children }: { width?: keyof typeof widths; children: ReactNode }) {
  return <div className={cn('w-full px-4 py-5 sm:px-6 sm:py-6', widths[width])}>{children}</div>;
}

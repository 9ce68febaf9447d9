import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClasses } from '@/components/ui/button';
import { cn } from '@/lib/cn';

interface PaginationProps {
  /** What is paged: "Active numbers pages". */
  label: string;
  /** "1 to 25 of 1,204 numbers". */
  summary: ReactNode;
  previous: Route | null;
  next: Route | null;
  /** Offset tables know where they are; keyset lists do not. */
  position?: { page: number; pageCount: number };
  /** Usually the page-size choice. */
  children?: ReactNode;
  className?: string;
}

export function Pagination({ label, summary, previous, next, position, children, className }: PaginationProps) {
  return (
    <nav
      aria-label={label}
      className={cn('flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-sm', className)}
    >
      <p className="figures text-muted">{summary}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {children}
        {position ? (
          <span className="figures text-muted">
            Page {position.page} of {position.pageCount}
          </span>
        ) : null}
        <span className="flex gap-1">
          <Step href={previous} label="Previous page" icon={<ChevronLeft aria-hidden />} rel="prev" />
          <Step href={next} label="Next page" icon={<ChevronRight aria-hidden />} rel="next" />
        </span>
      </div>
    </nav>
  );
}

function Step({
  href,
  label,
  icon,
  rel,
}: {
  href: Route | null;
  label: string;
  icon: ReactNode;
  rel: 'prev' | 'next';
}) {
  const classes = buttonClasses({ variant: 'secondary', size: 'icon' });
  if (!href) {
    return (
      <button type="button" disabled aria-label={label} className={classes}>
        {icon}
      </button>
    );
  }
  return (
    <Link href={href} aria-label={label} rel={rel} className={classes}>
      {icon}
    </Link>
  );
}

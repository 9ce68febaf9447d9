import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import type { MouseEvent, ReactNode } from 'react';
import { buttonClasses } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/cn';

interface PaginationProps {
  /** What is paged: "Active numbers pages". */
  label: string;
  /** "1 to 25 of 1,204 numbers". */
  summary: ReactNode;
  previous: Route | null;
  next: Route | null;
  /** Takes plain presses instead of the links, which stay for new windows. */
  onStep?: (step: 'previous' | 'next') => void;
  /** Offset tables know where they are; keyset lists do not. */
  position?: { page: number; pageCount: number };
  /** Usually the page-size choice. */
  children?: ReactNode;
  className?: string;
}

export function Pagination(props: PaginationProps) {
  const { label, summary, previous, next, onStep, position, children, className } = props;
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
          <Step step="previous" href={previous} onStep={onStep} />
          <Step step="next" href={next} onStep={onStep} />
        </span>
      </div>
    </nav>
  );
}

interface StepProps extends Pick<PaginationProps, 'onStep'> {
  step: 'previous' | 'next';
  href: Route | null;
}

const looks = {
  previous: { label: 'Previous page', icon: ChevronLeft, rel: 'prev' },
  next: { label: 'Next page', icon: ChevronRight, rel: 'next' },
};

function Step({ step, href, onStep }: StepProps) {
  const { label, icon: Icon, rel } = looks[step];
  const classes = buttonClasses({ variant: 'secondary', size: 'icon' });
  if (!href) {
    return (
      <button type="button" disabled aria-label={label} className={classes}>
        <Icon aria-hidden />
      </button>
    );
  }
  const press = (event: MouseEvent) => {
    if (!onStep || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onStep(step);
  };
  return (
    <Link href={href} aria-label={label} rel={rel} onClick={onStep && press} className={classes}>
      <Icon aria-hidden />
    </Link>
  );
}

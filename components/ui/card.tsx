import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface CardProps {
  title?: ReactNode;
  /** One sentence under the title. */
  description?: ReactNode;
  /** Controls at the right of the title; need one. */
  actions?: ReactNode;
  /** The bar at the bottom, usually Save and what it does. */
  footer?: ReactNode;
  /** An anchor on the page; also names the section. */
  id?: string;
  /** flush: the body has no padding, for tables and lists that reach the edges. */
  flush?: boolean;
  tone?: 'plain' | 'danger';
  className?: string;
  children?: ReactNode;
}

/** A section of a page with its heading. */
export function Card({
  title,
  description,
  actions,
  footer,
  id,
  flush = false,
  tone = 'plain',
  className,
  children,
}: CardProps) {
  const titleId = title && id ? `${id}-title` : undefined;
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className={cn(
        'min-w-0 rounded-lg border bg-surface',
        tone === 'danger' ? 'border-danger-line' : 'border-line',
        flush && 'overflow-clip',
        className,
      )}
    >
      {title ? (
        <header
          className={cn(
            'flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3.5',
            (flush || !children) && 'pb-3.5',
          )}
        >
          <div className="min-w-0">
            <h2 id={titleId} className="text-base font-semibold">
              {title}
            </h2>
            {description ? <p className="mt-0.5 max-w-prose text-sm text-muted">{description}</p> : null}
          </div>
          {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <CardBody flush={flush} ruled={flush && Boolean(title)}>
        {children}
      </CardBody>
      {footer ? (
        <footer className="flex flex-wrap items-center justify-between gap-3 rounded-b-lg border-t border-line bg-canvas px-4 py-3 text-sm text-muted">
          {footer}
        </footer>
      ) : null}
    </section>
  );
}

function CardBody({ flush, ruled, children }: { flush: boolean; ruled: boolean; children: ReactNode }) {
  if (!children) return null;
  return <div className={cn(!flush && 'p-4', ruled && 'border-t border-line')}>{children}</div>;
}

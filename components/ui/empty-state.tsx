import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  /** One sentence. */
  children?: ReactNode;
  /** One action, perhaps a second. */
  actions?: ReactNode;
  className?: string;
}

export function EmptyState({ icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center gap-1 px-4 py-12 text-center', className)}>
      {icon ? (
        <span
          aria-hidden
          className="mb-2 grid size-10 place-items-center rounded-lg border border-line bg-canvas text-muted [&_svg]:size-5"
        >
          {icon}
        </span>
      ) : null}
      <div className="font-semibold">{title}</div>
      {children ? <div className="max-w-md text-sm text-balance text-muted">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}

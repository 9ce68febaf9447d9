import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';

interface PageHeaderProps {
  title: ReactNode;
  /** One line under the title: the state or the count. */
  summary?: ReactNode;
  /** Beside the title, for instance a state badge. */
  badge?: ReactNode;
  /** Only below level two; ends with this page. */
  breadcrumbs?: readonly { label: string; href?: Route }[];
  /** The page's main action, at the right. */
  actions?: ReactNode;
}

export function PageHeader({ title, summary, badge, breadcrumbs, actions }: PageHeaderProps) {
  return (
    <div className="mb-5 grid gap-2">
      {breadcrumbs ? <Breadcrumbs items={breadcrumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
            {badge}
          </div>
          {summary ? <div className="mt-1 max-w-prose text-muted">{summary}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}

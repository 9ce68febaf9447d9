import { appHref } from '@/components/layout/app-href';
import { Link } from '@/components/ui/link';
import { stateLooks } from '@/components/ui/states';
import { cn } from '@/lib/cn';
import type { ComplianceStatus } from '@/lib/compliance/types';

const STATUSES = ['submitted', 'accepted', 'rejected', 'suspended', 'expired'] as const satisfies ComplianceStatus[];

interface ReviewTabsProps {
  current: ComplianceStatus;
  counts: Partial<Record<ComplianceStatus, number>>;
}

/** One status at a time, with how many there are. */
export function ReviewTabs({ current, counts }: ReviewTabsProps) {
  return (
    <nav aria-label="Which applications" className="mb-3">
      <ul className="flex flex-wrap gap-1">
        {STATUSES.map((status) => (
          <li key={status}>
            <Link
              href={appHref('/operations/compliance', `status=${status}`)}
              aria-current={status === current ? 'page' : undefined}
              className={cn(
                'figures flex h-8 items-center rounded-md px-3 pointer-coarse:h-10',
                status === current
                  ? 'bg-neutral-soft font-medium text-fg'
                  : 'text-muted hover:bg-neutral-soft hover:text-fg',
              )}
            >
              {stateLooks.compliance[status].word} ({counts[status] ?? 0})
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import { appHref } from '@/components/layout/app-href';
import { GroupTabs } from '@/components/operations/group-tabs';
import { stateLooks } from '@/components/ui/states';
import type { ComplianceStatus } from '@/lib/compliance/types';

const STATUSES = ['submitted', 'accepted', 'rejected', 'suspended', 'expired'] as const satisfies ComplianceStatus[];

interface ReviewTabsProps {
  current: ComplianceStatus;
  counts: Partial<Record<ComplianceStatus, number>>;
}

/** One status at a time, with how many there are. */
export function ReviewTabs({ current, counts }: ReviewTabsProps) {
  const tabs = STATUSES.map((status) => ({
    href: appHref('/operations/compliance', `status=${status}`),
    text: `${stateLooks.compliance[status].word} (${counts[status] ?? 0})`,
    isCurrent: status === current,
  }));
  return <GroupTabs label="Which applications" tabs={tabs} />;
}

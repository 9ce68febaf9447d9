import { appHref } from '@/components/layout/app-href';
import { GroupTabs } from '@/components/operations/group-tabs';
import type { WorkflowGroup } from '@/lib/operations/types';

interface WorkflowTabsProps {
  current: WorkflowGroup;
  counts: Record<WorkflowGroup, number>;
}

export function WorkflowTabs({ current, counts }: WorkflowTabsProps) {
  const tab = (group: WorkflowGroup, word: string) => ({
    href: appHref('/operations/workflows', `group=${group}`),
    text: `${word} (${counts[group]})`,
    isCurrent: group === current,
  });
  return <GroupTabs label="Which workflows" tabs={[tab('failed', 'Failed'), tab('waiting', 'Waiting')]} />;
}

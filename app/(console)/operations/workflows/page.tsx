import { Workflow } from 'lucide-react';
import type { Metadata } from 'next';
import { createLoader, parseAsStringLiteral } from 'nuqs/server';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoOperatorAccess } from '@/components/operations/no-operator-access';
import { WorkflowTable } from '@/components/operations/workflow-table';
import { WorkflowTabs } from '@/components/operations/workflow-tabs';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { isAllowed, requireSession } from '@/lib/auth';
import { listWorkflows } from '@/lib/operations';

export const metadata: Metadata = { title: 'Workflows' };

const load = createLoader({ group: parseAsStringLiteral(['failed', 'waiting'] as const).withDefault('failed') });

export default async function WorkflowsPage({ searchParams }: PageProps<'/operations/workflows'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'installation.operate')) return <NoOperatorAccess title="Workflows" />;
  const { group } = await load(searchParams);
  const { rows, counts } = await listWorkflows(ctx, group);
  return (
    <Page width="full">
      <LiveRefresh />
      <PageHeader
        title="Workflows"
        summary="Numbers that are being set up, paired or given back. What waits longest comes first."
      />
      <WorkflowTabs current={group} counts={counts} />
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState icon={<Workflow />} title={group === 'failed' ? 'No workflow has failed' : 'Nothing waits'}>
            {group === 'failed'
              ? 'A workflow that fails for a reason nobody foresaw appears here, to be tried again or cancelled.'
              : 'Orders under way at carriers and pairs that wait for stock appear here.'}
          </EmptyState>
        ) : (
          <WorkflowTable rows={rows} timeZone={ctx.timeZone} group={group} />
        )}
      </Card>
      {counts[group] > rows.length ? (
        <p className="mt-3 text-sm text-muted">
          The {rows.length} that wait longest, of {counts[group]}.
        </p>
      ) : null}
    </Page>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { ComparisonTable } from '@/components/simulator/comparison-table';
import { HeadlineCard } from '@/components/simulator/headline-card';
import { NoLiveTraffic } from '@/components/simulator/no-live-traffic';
import { loadResultParams } from '@/components/simulator/result-params';
import { RunProgress } from '@/components/simulator/run-progress';
import { RunState } from '@/components/simulator/run-state';
import { ResultTimeLine } from '@/components/simulator/time-line/result-time-line';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { isAllowed, requireSession } from '@/lib/auth';
import { findRun } from '@/lib/rehearsals';
import { isOpen } from '@/lib/rehearsals/format';

export const metadata: Metadata = { title: 'Simulation' };

export default async function SimulationPage({ params, searchParams }: PageProps<'/voice/simulator/[id]'>) {
  const { ctx } = await requireSession();
  const run = await findRun(ctx, (await params).id);
  if (!run) notFound();
  const mayRun = isAllowed(ctx, 'simulations.run');
  const { result } = run;
  return (
    <Page width="full">
      {isOpen(run.state) ? <LiveRefresh /> : null}
      <NoLiveTraffic />
      <PageHeader
        title={run.name}
        badge={<RunState state={run.state} soft />}
        breadcrumbs={[{ label: 'Simulator', href: '/voice/simulator' }, { label: run.name }]}
      />
      <div className="grid gap-4">
        {isOpen(run.state) ? (
          <RunProgress runId={run.id} state={run.state} progress={run.progress} phase={run.phase} mayCancel={mayRun} />
        ) : null}
        {run.problem ? <Alert tone="danger">{run.problem}</Alert> : null}
        {result ? (
          <>
            <HeadlineCard result={result} />
            <ResultTimeLine result={result} params={await loadResultParams(searchParams)} />
            <Card id="comparison" title="Policies on the same calls" flush>
              <ComparisonTable comparison={result.comparison} policies={result.policies} />
            </Card>
          </>
        ) : null}
      </div>
    </Page>
  );
}

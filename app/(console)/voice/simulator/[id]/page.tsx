import { Copy, Download } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoLiveTraffic } from '@/components/simulator/no-live-traffic';
import { loadResultParams } from '@/components/simulator/result-params';
import { RunActions } from '@/components/simulator/run-actions';
import { RunProgress } from '@/components/simulator/run-progress';
import { RunResult } from '@/components/simulator/run-result';
import { RunState } from '@/components/simulator/run-state';
import { RunSummaryLine } from '@/components/simulator/run-summary-line';
import { Alert } from '@/components/ui/alert';
import { buttonClasses } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { isAllowed, requireSession } from '@/lib/auth';
import { findRun } from '@/lib/rehearsals';
import { isOpen } from '@/lib/rehearsals/format';

export const metadata: Metadata = { title: 'Simulation' };

export default async function SimulationPage({ params, searchParams }: PageProps<'/voice/simulator/[id]'>) {
  const { ctx } = await requireSession();
  const run = await findRun(ctx, (await params).id);
  if (!run) notFound();
  const mayRun = isAllowed(ctx, 'simulations.run');
  const { id, state, progress, phase, result } = run;
  return (
    <Page width="full">
      {isOpen(state) ? <LiveRefresh /> : null}
      <NoLiveTraffic />
      <PageHeader
        title={run.name}
        badge={<RunState state={state} soft />}
        summary={<RunSummaryLine run={run} timeZone={ctx.timeZone} />}
        breadcrumbs={[{ label: 'Simulator', href: '/voice/simulator' }, { label: run.name }]}
        actions={
          <>
            <a href={`/voice/simulator/${id}/scenario`} download className={buttonClasses()}>
              <Download aria-hidden />
              Scenario file
            </a>
            {mayRun && !run.source ? (
              <ButtonLink href={`/voice/simulator/new?from=${id}`}>
                <Copy aria-hidden />
                Change and run again
              </ButtonLink>
            ) : null}
            <RunActions runId={id} name={run.name} mayChange={mayRun} />
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {isOpen(state) ? (
          <RunProgress runId={id} state={state} progress={progress} phase={phase} mayCancel={mayRun} />
        ) : null}
        {run.problem ? (
          <Alert tone="danger" title="There is no result">
            {run.problem}
          </Alert>
        ) : null}
        {state === 'canceled' ? <Alert tone="info">This simulation was cancelled; it has no result.</Alert> : null}
        {result ? <RunResult result={result} params={await loadResultParams(searchParams)} /> : null}
      </div>
    </Page>
  );
}

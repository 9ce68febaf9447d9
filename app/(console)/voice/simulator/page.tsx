import { History, Plus, TestTubeDiagonal } from 'lucide-react';
import type { Metadata } from 'next';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoLiveTraffic } from '@/components/simulator/no-live-traffic';
import { PresetList } from '@/components/simulator/preset-list';
import { RunList } from '@/components/simulator/run-list';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { isAllowed, requireSession } from '@/lib/auth';
import { listPresets, listRuns } from '@/lib/rehearsals';

export const metadata: Metadata = { title: 'Simulator' };

export default async function SimulatorPage() {
  const { ctx } = await requireSession();
  const [presets, { runs, total }] = await Promise.all([listPresets(), listRuns(ctx)]);
  const mayRun = isAllowed(ctx, 'simulations.run');
  return (
    <Page width="full">
      <LiveRefresh />
      <NoLiveTraffic />
      <PageHeader
        title="Simulator"
        summary="Rehearse what carriers can do to your calls, with the engine that routes them live."
        actions={
          mayRun ? (
            <>
              <ButtonLink href="/voice/simulator/calls">
                <History aria-hidden />
                Use my calls
              </ButtonLink>
              <ButtonLink href="/voice/simulator/new" variant="primary">
                <Plus aria-hidden />
                New scenario
              </ButtonLink>
            </>
          ) : null
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <PresetList presets={presets} mayRun={mayRun} />
        <Card
          id="runs"
          title="Your simulations"
          description={total > 0 ? 'Everybody of the account sees them; share one by its address.' : undefined}
          flush
        >
          {total > 0 ? (
            <RunList runs={runs} timeZone={ctx.timeZone} />
          ) : (
            <EmptyState icon={<TestTubeDiagonal />} title="No simulation yet">
              Run a preset: it takes some seconds, and its result is kept here.
            </EmptyState>
          )}
        </Card>
      </div>
    </Page>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoLiveTraffic } from '@/components/simulator/no-live-traffic';
import { ScenarioForm } from '@/components/simulator/scenario-form/scenario-form';
import { Alert } from '@/components/ui/alert';
import { isAllowed, requireSession } from '@/lib/auth';
import { findPreset, findRun, listThresholds } from '@/lib/rehearsals';

export const metadata: Metadata = { title: 'New scenario' };

/** What an empty form begins with: small, complete, and something goes wrong in it. */
const FIRST = 'silent-carrier-india';

export default async function NewScenarioPage({ searchParams }: PageProps<'/voice/simulator/new'>) {
  const { ctx } = await requireSession();
  const { from = FIRST } = await searchParams;
  const name = String(from);
  const initial = name.startsWith('sim_') ? (await findRun(ctx, name))?.scenario : await findPreset(name);
  if (!initial) notFound();
  return (
    <Page width="full">
      <NoLiveTraffic />
      <PageHeader
        title="Scenario"
        summary="Change what you like; what you leave empty keeps the value it shows."
        breadcrumbs={[{ label: 'Simulator', href: '/voice/simulator' }, { label: 'Scenario' }]}
      />
      {isAllowed(ctx, 'simulations.run') ? (
        <ScenarioForm initial={initial} thresholds={listThresholds()} />
      ) : (
        <Alert tone="info">You may not run simulations. Ask an owner or admin of the account.</Alert>
      )}
    </Page>
  );
}

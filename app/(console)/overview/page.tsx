import type { Metadata } from 'next';
import { LiveNetwork } from '@/components/carriers/live-network';
import { LiveNote } from '@/components/carriers/live-note';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { CarrierStrip } from '@/components/overview/carrier-strip';
import { EventsCard } from '@/components/overview/events-card';
import { FigureCards } from '@/components/overview/figure-cards';
import { FirstSteps } from '@/components/overview/first-steps';
import { isAllowed, requireSession } from '@/lib/auth';
import { getMonthSpend } from '@/lib/billing';
import { countCoverage, countOpenIncidents, listCarriers } from '@/lib/network';
import { countNumbers, listEvents, listFirstSteps } from '@/lib/overview';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const { ctx, account } = await requireSession();
  const [numbers, coverage, openIncidents, spend, carriers, events, steps] = await Promise.all([
    countNumbers(ctx),
    countCoverage(ctx),
    countOpenIncidents(ctx),
    isAllowed(ctx, 'billing.read') ? getMonthSpend(ctx) : null,
    listCarriers(ctx),
    listEvents(ctx),
    listFirstSteps(ctx),
  ]);
  return (
    <Page>
      <LiveRefresh calls />
      <PageHeader title="Overview" summary={account.name} />
      <div className="grid min-w-0 gap-4">
        <FirstSteps steps={steps} />
        <FigureCards {...{ numbers, coverage, spend, openIncidents }} />
        {carriers.length > 0 ? (
          <LiveNetwork>
            <LiveNote />
            <CarrierStrip carriers={carriers} />
          </LiveNetwork>
        ) : null}
        <EventsCard events={events} timeZone={ctx.timeZone} />
      </div>
    </Page>
  );
}

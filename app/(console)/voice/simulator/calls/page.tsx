import type { Metadata } from 'next';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoLiveTraffic } from '@/components/simulator/no-live-traffic';
import { ReplayForm } from '@/components/simulator/own-calls/replay-form';
import { Alert } from '@/components/ui/alert';
import { isAllowed, requireSession } from '@/lib/auth';
import { localMinute, zoneName } from '@/lib/datetime';
import { findLogRange, listReplayCarriers } from '@/lib/rehearsals';

export const metadata: Metadata = { title: 'Use my calls' };

export default async function OwnCallsPage() {
  const { ctx, account } = await requireSession();
  const mayRun = isAllowed(ctx, 'simulations.run');
  const [carriers, range] = mayRun ? await Promise.all([listReplayCarriers(ctx), findLogRange(ctx)]) : [[], null];
  const { currency } = account;
  const { timeZone } = ctx;
  return (
    <Page>
      <NoLiveTraffic />
      <PageHeader
        title="Use my calls"
        summary="Your own calls once more, with a fault they never met: what would it have cost, and what would High Availability have saved?"
        breadcrumbs={[{ label: 'Simulator', href: '/voice/simulator' }, { label: 'Use my calls' }]}
      />
      {mayRun ? (
        <ReplayForm
          carriers={carriers}
          log={range && { first: localMinute(range.first, timeZone), last: localMinute(range.last, timeZone) }}
          timeZone={timeZone}
          zone={zoneName(timeZone, ctx.now())}
          currency={currency}
        />
      ) : (
        <Alert tone="info">You may not run simulations. Ask an owner or admin of the account.</Alert>
      )}
    </Page>
  );
}

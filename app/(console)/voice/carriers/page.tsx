import { RadioTower } from 'lucide-react';
import type { Metadata } from 'next';
import { CarriersTable } from '@/components/carriers/carriers-table';
import { ChartsCard } from '@/components/carriers/charts-card';
import { LiveNetwork } from '@/components/carriers/live-network';
import { LiveNote } from '@/components/carriers/live-note';
import { MeasuresCard } from '@/components/carriers/measures-card';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { TrafficButton } from '@/components/traffic/traffic-button';
import { TrafficCard } from '@/components/traffic/traffic-card';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { isAllowed, requireSession } from '@/lib/auth';
import { formatInstant } from '@/lib/datetime';
import { chartLimits, getTrafficChoices, listCarriers, listTraffic } from '@/lib/network';

export const metadata: Metadata = { title: 'Carriers' };

export default async function CarriersPage() {
  const { ctx } = await requireSession();
  const { timeZone } = ctx;
  const mayOperate = isAllowed(ctx, 'network.operate');
  const [carriers, choices, runs] = await Promise.all([
    listCarriers(ctx),
    mayOperate ? getTrafficChoices(ctx) : null,
    mayOperate ? listTraffic(ctx) : [],
  ]);
  const traffic = runs.map((run) => ({ ...run, endsText: formatInstant(run.endsAt, timeZone) }));
  const measures = carriers.flatMap(({ name, measures: own }) =>
    own.map((measure) => ({
      ...measure,
      carrier: name,
      startsText: formatInstant(measure.startsAt, timeZone),
      endsText: formatInstant(measure.endsAt, timeZone),
    })),
  );
  return (
    <Page width="full">
      <LiveRefresh />
      <PageHeader
        title="Carriers"
        summary={
          mayOperate
            ? 'Every carrier and trunk of this installation, with the last minute’s figures.'
            : 'The carriers of your numbers, with the last minute’s figures.'
        }
        actions={choices && choices.active > 0 ? <TrafficButton choices={choices} /> : null}
      />
      {carriers.length === 0 ? (
        <Card>
          <EmptyState icon={<RadioTower />} title="No carriers yet">
            {mayOperate
              ? 'Import a carrier’s numbers with npm run stock -- import; its trunk is made with them.'
              : 'Buy a number: its carrier is shown here.'}
          </EmptyState>
        </Card>
      ) : (
        <LiveNetwork>
          <LiveNote />
          <div className="grid min-w-0 gap-4">
            <TrafficCard traffic={traffic} now={ctx.now().toISOString()} />
            <CarriersTable {...{ carriers, mayOperate, timeZone }} />
            <MeasuresCard {...{ measures, mayOperate }} now={ctx.now().toISOString()} />
            <ChartsCard {...{ carriers, timeZone }} {...chartLimits()} showsLoad={mayOperate} />
          </div>
        </LiveNetwork>
      )}
    </Page>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NumberCallsCard } from '@/components/calls/number-calls-card';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { FailoverCard } from '@/components/pairs/failover-card';
import { ChargesCard } from '@/components/rentals/charges-card';
import { HaCard } from '@/components/rentals/ha-card';
import { HistoryCard } from '@/components/rentals/history-card';
import { NumberAlerts } from '@/components/rentals/number-alerts';
import { NumberFacts } from '@/components/rentals/number-facts';
import { NumberHeader } from '@/components/rentals/number-header';
import { NumberSettings } from '@/components/rentals/number-settings';
import { PairEvents } from '@/components/rentals/pair-events';
import { ReleaseSection } from '@/components/rentals/release-section';
import { requireSession } from '@/lib/auth';
import { zoneName } from '@/lib/datetime';
import { displayNumber } from '@/lib/phone';
import { digitsOf, loadNumber } from './load-number';

type Props = PageProps<'/phone-numbers/active/[number]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const digits = digitsOf((await params).number);
  return { title: digits ? displayNumber(digits) : 'Number' };
}

export default async function NumberPage({ params }: Props) {
  const session = await requireSession();
  const { timeZone } = session.ctx;
  const data = await loadNumber(session, (await params).number);
  if (!data) notFound();
  const { rental, may } = data;
  return (
    <Page>
      <LiveRefresh calls />
      <NumberHeader {...{ rental, timeZone }} routing={data.routing} mayCall={may.call} />
      {/* In the order of a phone; on a wide screen the second part stands beside the first and the third. */}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
        <div className="grid min-w-0 gap-4">
          <NumberAlerts rental={rental} timeZone={timeZone} maySeeBilling={may.billing} />
          {data.isUsed ? <HaCard {...data} timeZone={timeZone} mayChange={may.ha} /> : null}
          {rental.pair?.role === 'primary' && data.routing ? (
            <FailoverCard
              {...{ pair: rental.pair, routing: data.routing, lastProof: data.lastProof, timeZone }}
              {...{ now: session.ctx.now().toISOString(), mayCall: may.call, mayChange: may.ha }}
            />
          ) : null}
        </div>
        <div className="grid min-w-0 gap-4 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          {data.isUsed ? <NumberSettings {...data} mayChange={may.update} /> : null}
          <NumberFacts {...data} timeZone={timeZone} />
        </div>
        <div className="grid min-w-0 gap-4">
          {rental.pair ? <PairEvents events={rental.pair.events} timeZone={timeZone} /> : null}
          {data.calls ? (
            <NumberCallsCard
              {...{ number: rental.number, calls: data.calls, timeZone, zone: zoneName(timeZone, session.ctx.now()) }}
            />
          ) : null}
          {data.charges ? <ChargesCard {...data.charges} currency={rental.currency} timeZone={timeZone} /> : null}
          <HistoryCard items={data.history} applications={data.applications} timeZone={timeZone} />
          {data.release ? <ReleaseSection preview={data.release} timeZone={timeZone} /> : null}
        </div>
      </div>
    </Page>
  );
}

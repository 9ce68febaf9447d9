import { ShieldCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { CapacityCard } from '@/components/coverage/capacity-card';
import { DependenceCard } from '@/components/coverage/dependence-card';
import { UncoveredCard } from '@/components/coverage/uncovered-card';
import { WeakPairsCard } from '@/components/coverage/weak-pairs-card';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { EmptyState } from '@/components/ui/empty-state';
import { isAllowed, requireSession } from '@/lib/auth';
import { formatMoney } from '@/lib/money';
import { COVERAGE_MAX, capacitySentence, getCoverage } from '@/lib/network';

export const metadata: Metadata = { title: 'HA coverage' };

function shareText(part: number, whole: number): string {
  return whole === 0 ? 'None' : `${part} of ${whole} (${Math.round((part / whole) * 100)} %)`;
}

export default async function CoveragePage() {
  const { ctx } = await requireSession();
  const coverage = await getCoverage(ctx);
  const { numbers, covered, proven, uncovered, uncoveredTotal, weakPairs, currency, monthlyMicros } = coverage;
  return (
    <Page>
      <LiveRefresh />
      <PageHeader
        title="HA coverage"
        summary="Which of your India numbers would still place calls if a carrier failed. Numbers elsewhere change carriers by themselves."
      />
      <div className="grid min-w-0 gap-4">
        {numbers === 0 ? (
          <Card>
            <EmptyState icon={<ShieldCheck />} title="No India numbers">
              High availability is for India local numbers; calls from others move to another carrier by themselves.
            </EmptyState>
          </Card>
        ) : (
          <Card id="summary" title="Summary">
            <DescriptionList
              layout="grid"
              items={[
                { term: 'With a fallback', value: <span className="figures">{shareText(covered, numbers)}</span> },
                { term: 'Proven by a call', value: <span className="figures">{shareText(proven, numbers)}</span> },
                { term: 'Without a fallback', value: <span className="figures">{uncoveredTotal}</span> },
                {
                  term: 'Being set up or waiting',
                  value: <span className="figures">{numbers - covered - uncoveredTotal}</span>,
                },
              ]}
            />
          </Card>
        )}
        {uncovered.length > 0 ? (
          <UncoveredCard
            numbers={uncovered}
            total={uncoveredTotal}
            price={`${formatMoney(monthlyMicros, currency)} a month`}
            mayEnable={isAllowed(ctx, 'ha.update')}
            most={COVERAGE_MAX}
          />
        ) : null}
        <WeakPairsCard pairs={weakPairs} timeZone={ctx.timeZone} />
        <DependenceCard dependences={coverage.dependences} />
        <CapacityCard
          lines={coverage.capacity.map((need) => ({
            sentence: capacitySentence(need),
            fits: need.channels === null || need.needed <= need.channels,
          }))}
        />
      </div>
    </Page>
  );
}

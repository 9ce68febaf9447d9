'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { CarrierCharts, type ChartLimits } from '@/components/carriers/carrier-charts';
import { useLiveMoment } from '@/components/carriers/live-network';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/select';
import { trunksInUse } from '@/lib/network/format';
import type { CarrierSummary, LiveView } from '@/lib/network/types';

/** In the address: every trunk's charts below each other. */
const ALL = 'all';

interface ChartsCardProps extends ChartLimits {
  carriers: readonly CarrierSummary[];
  timeZone: string;
  showsLoad: boolean;
}

interface Choice {
  slug: string;
  name: string;
  maxChannels: number | null;
}

/** What most want to see first: a trunk in trouble, else one that carries calls. */
function tellingTrunk({ trunks }: LiveView): string | undefined {
  const troubled = trunks.find(({ state }) => state !== 'healthy');
  const busiest = trunks.reduce(
    (best, one) => ((one.inProgress ?? 0) > (best?.inProgress ?? 0) ? one : best),
    trunks[0],
  );
  const carrying = trunks.find(({ asr }) => asr !== null);
  return (troubled ?? ((busiest?.inProgress ?? 0) > 0 ? busiest : carrying))?.trunk;
}

/** The last ten minutes of one trunk, or of all, second by second. */
export function ChartsCard({ carriers, timeZone, showsLoad, ...limits }: ChartsCardProps) {
  const [asked, ask] = useQueryState('trunk', parseAsString);
  const { view } = useLiveMoment();
  const [telling, setTelling] = useState<string>();
  // Chosen once, when the first figures come: charts do not change under the eyes of who reads them.
  if (view && telling === undefined) setTelling(tellingTrunk(view) ?? '');
  const choices = trunksInUse(carriers).map(
    ({ carrier: { name }, trunk: { slug, maxChannels } }): Choice => ({ slug, name, maxChannels }),
  );
  const find = (slug: string | null | undefined) => choices.find((choice) => choice.slug === slug);
  const chosen = find(asked) ?? find(telling) ?? choices[0];
  if (!chosen) return null;
  const shown = asked === ALL ? choices : [chosen];
  return (
    <Card
      id="charts"
      title="Last ten minutes"
      actions={
        <Select
          fit
          aria-label="Trunk"
          value={asked === ALL ? ALL : chosen.slug}
          onChange={(event) => void ask(event.target.value)}
        >
          {choices.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}, {slug}
            </option>
          ))}
          {choices.length > 1 ? <option value={ALL}>All trunks</option> : null}
        </Select>
      }
    >
      <div className="grid gap-6">
        {shown.map(({ slug, name, maxChannels }) => (
          <section key={slug} aria-label={`${name}, ${slug}`} className="grid gap-2">
            {shown.length > 1 ? (
              <h3 className="font-semibold">
                {name} <span className="text-sm font-normal text-muted">{slug}</span>
              </h3>
            ) : null}
            <CarrierCharts trunk={slug} {...{ maxChannels, timeZone, showsLoad }} {...limits} />
          </section>
        ))}
      </div>
    </Card>
  );
}

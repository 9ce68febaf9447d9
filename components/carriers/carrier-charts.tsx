'use client';

import { useMemo } from 'react';
import { useLiveStore } from '@/components/carriers/live-network';
import { LiveChart } from '@/components/charts/live-chart';
import type { ChartLook } from '@/components/charts/types';

export interface ChartLimits {
  /** Below it media is poor, MOS. */
  floorMos: number;
  /** Above it set-up is slow, ms. */
  slowMs: number;
  /** Network failures above this share open a route. */
  openFromShare: number;
}

interface CarrierChartsProps extends ChartLimits {
  trunk: string;
  maxChannels: number | null;
  timeZone: string;
  /** Load is told to the operator only. */
  showsLoad: boolean;
}

function looksOf({
  trunk: name,
  maxChannels,
  floorMos,
  slowMs,
  openFromShare,
  timeZone,
}: Omit<CarrierChartsProps, 'showsLoad'>) {
  const success: ChartLook = {
    title: 'NER and ASR, %',
    of: name,
    lines: [
      { label: 'NER', color: 'accent-fg' },
      { label: 'ASR', color: 'muted', dashed: true },
    ],
    thresholds: [{ value: (1 - openFromShare) * 100, label: 'NER limit' }],
    range: [0, 100],
    decimals: 1,
    timeZone,
  };
  const delay: ChartLook = {
    title: 'Set-up time, s',
    of: name,
    lines: [
      { label: 'p95', color: 'accent-fg' },
      { label: 'p50', color: 'muted', dashed: true },
    ],
    thresholds: [{ value: slowMs / 1_000, label: 'slow' }],
    range: [0, 6],
    decimals: 1,
    timeZone,
  };
  const mos: ChartLook = {
    title: 'Quality of our leg, MOS',
    of: name,
    lines: [{ label: 'MOS', color: 'accent-fg' }],
    thresholds: [{ value: floorMos, label: 'floor' }],
    range: [1, 4.5],
    decimals: 2,
    timeZone,
  };
  const load: ChartLook = {
    title: 'Calls in progress',
    of: name,
    lines: [{ label: 'In progress', color: 'accent-fg' }],
    ...(maxChannels !== null && { thresholds: [{ value: maxChannels, label: 'channels' }] }),
    range: [0, 10],
    timeZone,
  };
  return { success, delay, mos, load };
}

/** The last ten minutes of a trunk, second by second. */
export function CarrierCharts(props: CarrierChartsProps) {
  const { trunk, maxChannels, floorMos, slowMs, openFromShare, timeZone, showsLoad } = props;
  const store = useLiveStore();
  // Charts are made anew when what they show changes, not with every refresh of the page.
  const charts = useMemo(() => {
    const looks = looksOf({ trunk, maxChannels, floorMos, slowMs, openFromShare, timeZone });
    return [
      { look: looks.success, source: store.source(trunk, ['ner', 'asr'], 0.01) },
      { look: looks.delay, source: store.source(trunk, ['delayP95Ms', 'delayP50Ms'], 1_000) },
      { look: looks.mos, source: store.source(trunk, ['mos']) },
      ...(showsLoad ? [{ look: looks.load, source: store.source(trunk, ['inProgress']) }] : []),
    ];
  }, [store, trunk, maxChannels, floorMos, slowMs, openFromShare, timeZone, showsLoad]);
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 xl:grid-cols-4">
      {charts.map(({ look, source }) => (
        <LiveChart key={look.title} look={look} source={source} />
      ))}
    </div>
  );
}

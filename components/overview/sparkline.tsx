'use client';

import { useLiveMoment, useLiveStore } from '@/components/carriers/live-network';
import { gappedLine } from '@/components/charts/gapped-line';

const WIDTH = 96;
const HEIGHT = 24;
/** Points drawn: ten seconds each. */
const POINTS = 60;

/** Means of equal stretches; null where nothing was known. */
function thinned(values: readonly (number | null)[]): (number | null)[] {
  const size = Math.max(1, Math.ceil(values.length / POINTS));
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => {
    const known = values.slice(index * size, (index + 1) * size).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

/** The answer-seizure ratio of a trunk over the last ten minutes, from none at the bottom to all at the top. */
export function Sparkline({ trunk }: { trunk: string }) {
  useLiveMoment();
  const [asr = []] = useLiveStore().source(trunk, ['asr']).read().values;
  const values = thinned(asr);
  const step = WIDTH / Math.max(1, values.length - 1);
  const path = gappedLine(values, (value, index) => ({ x: index * step, y: (1 - value) * (HEIGHT - 2) + 1 }));
  // The figure beside it says the last value; Carriers has it as a table.
  return (
    <svg
      aria-hidden
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="shrink-0 overflow-visible"
    >
      <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="stroke-line" />
      <path
        d={path}
        fill="none"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
        className="stroke-accent"
      />
    </svg>
  );
}

'use client';

import { useLiveMoment, useLiveStore } from '@/components/carriers/live-network';
import { stateLooks } from '@/components/ui/states';
import type { LiveTrunkView } from '@/lib/network/types';

interface Stretch {
  state: LiveTrunkView['state'];
  length: number;
  from: number;
}

function stretchesOf(states: readonly LiveTrunkView['state'][]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, state] of states.entries()) {
    const last = stretches.at(-1);
    if (last?.state === state) last.length += 1;
    else stretches.push({ state, length: 1, from: index });
  }
  return stretches;
}

function minutes(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** The last minutes of a trunk as a band of its states; in words for those who do not see it. */
export function StateStrip({ trunk }: { trunk: string }) {
  useLiveMoment();
  const stretches = stretchesOf(useLiveStore().states(trunk));
  if (stretches.length === 0) return <span className="text-muted">–</span>;
  const words = stretches.map(({ state, length }) => `${stateLooks.route[state].word} ${minutes(length)}`).join(', ');
  return (
    <span className="block w-28" title={words}>
      <span aria-hidden className="flex h-3 overflow-hidden rounded-sm">
        {stretches.map(({ state, length, from }) => (
          <span key={from} style={{ flexGrow: length, backgroundColor: `var(--${state})` }} className="min-w-px" />
        ))}
      </span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

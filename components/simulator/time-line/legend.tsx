import type { CSSProperties } from 'react';
import { LANE_LOOKS } from '@/components/simulator/time-line/lanes-chart';
import { FAILED, GIVEN_UP } from '@/components/simulator/time-line/outcomes-chart';
import { laneWord } from '@/lib/rehearsals/format';
import type { LaneState, PolicyResult } from '@/lib/rehearsals/types';

/** What the looks of the charts mean; only what occurs. */
export function Legend({ policies, hasPoor }: { policies: readonly PolicyResult[]; hasPoor: boolean }) {
  const states = [
    ...new Set(policies.flatMap(({ lanes }) => lanes.flatMap(({ bands }) => bands.map(({ state }) => state)))),
  ];
  return (
    <div className="grid gap-1.5 border-t border-line pt-3 text-xs text-muted">
      <ul className="flex flex-wrap gap-x-4 gap-y-1" aria-label="Route states">
        {states.map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <StateSwatch state={state} />
            {laneWord(state)}
          </li>
        ))}
        <li className="flex items-center gap-1.5">
          <Mark path="M8,4.5a2,2 0 1 0 .01 0Z" className="fill-muted" />
          call that reached its callee
        </li>
        <li className="flex items-center gap-1.5">
          <Mark path="M5,3L11,9M5,9L11,3" className="stroke-danger" />
          attempt that failed
        </li>
        <li className="flex items-center gap-1.5">
          <Mark path="M8,2L12,6L8,10L4,6Z" className="fill-ok" />
          call saved here
        </li>
      </ul>
      <ul className="flex flex-wrap gap-x-4 gap-y-1" aria-label="Outcomes and delay">
        <Area ground={{ backgroundColor: 'var(--neutral-line)' }}>completed</Area>
        <Area ground={{ backgroundColor: 'var(--ok)' }}>saved: hop 1 failed in that very call</Area>
        <Area ground={GIVEN_UP}>given up by the caller</Area>
        <Area ground={FAILED}>failed in a network</Area>
        {hasPoor ? (
          <li className="flex items-center gap-1.5">
            <Mark path="M1,6H15" className="stroke-degraded" dash="4 2" />
            poor audio
          </li>
        ) : null}
        <li className="flex items-center gap-1.5">
          <Mark path="M1,6H15" className="stroke-accent-fg" />
          median to ringing
        </li>
        <li className="flex items-center gap-1.5">
          <Mark path="M1,6H15" className="stroke-muted" dash="3 2" />
          95th percentile
        </li>
      </ul>
    </div>
  );
}

function StateSwatch({ state }: { state: LaneState }) {
  const { fill, ink, height } = LANE_LOOKS[state];
  const tall = height / 2;
  return (
    <svg aria-hidden="true" width="16" height="12">
      <rect x="0.5" y={(12 - tall) / 2} width="15" height={tall} style={{ fill, stroke: ink }} />
    </svg>
  );
}

function Area({ ground, children }: { ground: CSSProperties; children: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className="h-3 w-4" style={ground} />
      {children}
    </li>
  );
}

function Mark({ path, className, dash }: { path: string; className: string; dash?: string }) {
  return (
    <svg aria-hidden="true" width="16" height="12">
      <path d={path} className={className} strokeWidth="1.5" strokeDasharray={dash} />
    </svg>
  );
}

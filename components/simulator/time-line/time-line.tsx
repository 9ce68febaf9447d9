'use client';

import { parseAsInteger, useQueryState } from 'nuqs';
import { type CSSProperties, type PointerEvent, type ReactNode, useState } from 'react';
import { type Followed, figuresAt, neighbour, statesAt } from '@/components/simulator/time-line/moment';
import { TimeControls } from '@/components/simulator/time-line/time-controls';
import { TraceList } from '@/components/simulator/time-line/trace-list';
import { usePlayhead } from '@/components/simulator/time-line/use-playhead';
import { Card } from '@/components/ui/card';
import { clockText, policyLabel } from '@/lib/rehearsals/format';
import type { TraceLine } from '@/lib/rehearsals/types';

interface TimeLineProps {
  lastsMs: number;
  /** Where it stands when the address says nothing. */
  startAt: number;
  /** The policies shown, each with its charts, which the server drew. */
  shown: readonly (Followed & { trace: readonly TraceLine[]; traceLeftOut: number; charts: ReactNode })[];
  /** What faults and trace changes lie where, in order. */
  moments: readonly number[];
  /** Which policies and views are shown. */
  choice: ReactNode;
  /** Under the charts: times and what the looks mean. */
  foot: ReactNode;
}

/** Virtual time with everything that happened in it: one moment is looked at in all charts and in the trace at once. */
export function TimeLine({ lastsMs, startAt, shown, moments, choice, foot }: TimeLineProps) {
  const [kept, keep] = useQueryState('t', parseAsInteger.withOptions({ throttleMs: 500 }));
  const head = usePlayhead({
    lastsMs,
    startAt: Math.min(lastsMs, Math.max(0, kept ?? startAt)),
    onRest: (at) => void keep(at),
  });
  const [hover, setHover] = useState<number | null>(null);
  const [main] = shown;
  if (!main) return null;
  const jump = (direction: 'before' | 'after') => {
    const moment = neighbour(moments, head.at, direction);
    if (moment !== undefined) head.set(moment);
  };
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <Card id="time-line" title="Over time">
        <div className="mb-3">{choice}</div>
        <TimeControls
          {...{ at: head.at, lastsMs, stepMs: main.stepMs, playing: head.playing, speed: head.speed }}
          says={statesAt(main, head.at)}
          onToggle={head.toggle}
          onSpeed={head.setSpeed}
          onMove={head.set}
          onJump={jump}
        />
        <Tracks lastsMs={lastsMs} at={head.at} hover={hover} onHover={setHover} onMove={head.set}>
          {shown.map((policy) => (
            <section key={policy.policy} aria-label={policyLabel(policy.policy)} className="grid gap-1">
              <Readout policy={policy} at={hover ?? head.at} lastsMs={lastsMs} />
              {policy.charts}
            </section>
          ))}
          {foot}
        </Tracks>
      </Card>
      <Card
        id="trace"
        title="Why routes changed"
        description={`With ${policyLabel(main.policy)}, first repeat. A line takes you to its moment.`}
        flush
      >
        <TraceList
          lines={main.trace}
          leftOut={main.traceLeftOut}
          lastsMs={lastsMs}
          current={main.trace.findLastIndex((line) => line.at <= head.at)}
          onMove={head.set}
        />
      </Card>
    </div>
  );
}

interface TracksProps {
  lastsMs: number;
  at: number;
  hover: number | null;
  onHover: (at: number | null) => void;
  onMove: (at: number) => void;
  children: ReactNode;
}

/** Hands the moment to the charts as custom properties, so that none of them is drawn again when it moves. */
function Tracks({ lastsMs, at, hover, onHover, onMove, children }: TracksProps) {
  const momentOf = (event: PointerEvent): number | null => {
    const plot = event.target instanceof Element ? event.target.closest('[data-plot]') : null;
    if (!plot) return null;
    const { left, width } = plot.getBoundingClientRect();
    return Math.min(lastsMs, Math.max(0, ((event.clientX - left) / width) * lastsMs));
  };
  const place: CSSProperties & Record<`--${string}`, number> = {
    '--at': at / lastsMs,
    '--hover': (hover ?? 0) / lastsMs,
    '--hover-shown': hover === null ? 0 : 1,
  };
  const follow = (event: PointerEvent) => {
    const moment = momentOf(event);
    onHover(event.pointerType === 'mouse' ? moment : null);
    if (moment !== null && event.buttons === 1) onMove(moment);
  };
  return (
    <div
      style={place}
      className="mt-1 grid gap-3"
      onPointerDown={(event) => {
        const moment = momentOf(event);
        if (moment !== null) onMove(moment);
      }}
      onPointerMove={follow}
      onPointerLeave={() => onHover(null)}
    >
      {children}
    </div>
  );
}

/** The policy's name and what its charts say at the moment looked at. */
function Readout({ policy, at, lastsMs }: { policy: Followed; at: number; lastsMs: number }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-t border-line pt-2">
      <h3 className="font-semibold">{policyLabel(policy.policy)}</h3>
      <p className="figures text-sm text-muted">{clockText(at, { lastsMs })}</p>
      <dl className="flex flex-wrap gap-x-3 text-sm">
        {figuresAt(policy, at).map(([word, value]) => (
          <div key={word} className="flex gap-1">
            <dt className="text-muted">{word}</dt>
            <dd className="figures font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

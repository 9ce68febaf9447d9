import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { clockText } from '@/lib/rehearsals/format';

/** The stretch of virtual time that every chart of a page shows. */
export interface TimeFrame {
  lastsMs: number;
  /** Before it nothing is counted. */
  warmUpMs: number;
  faults: readonly { id: string; says: string; at: number; endsAt: number }[];
}

interface PlotProps {
  frame: TimeFrame;
  /** The left column: what the plot is, and its axis. */
  axis: ReactNode;
  heightClass: string;
  children: ReactNode;
}

/** A moment as a share of the width. */
export function across(ms: number, { lastsMs }: Pick<TimeFrame, 'lastsMs'>): string {
  return `${((100 * ms) / lastsMs).toFixed(3)}%`;
}

/** One row of the time line: axis at the left, time to the right, faults shaded, the moment looked at as a line. */
export function Plot({ frame, axis, heightClass, children }: PlotProps) {
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] sm:grid-cols-[8rem_minmax(0,1fr)]">
      <div className={cn('relative min-w-0 pr-2 text-xs text-muted', heightClass)}>{axis}</div>
      <div data-plot className={cn('relative min-w-0 cursor-crosshair touch-pan-y overflow-hidden', heightClass)}>
        <Shades frame={frame} />
        {children}
        <Cursor />
      </div>
    </div>
  );
}

function Shades({ frame }: { frame: TimeFrame }) {
  return (
    <svg aria-hidden="true" className="absolute inset-0 size-full">
      {frame.warmUpMs > 0 ? (
        <rect x="0" y="0" width={across(frame.warmUpMs, frame)} height="100%" fill="url(#warm-up)" />
      ) : null}
      {frame.faults.map(({ id, at, endsAt }) => (
        <rect
          key={id}
          x={across(at, frame)}
          y="0"
          height="100%"
          className="fill-danger-soft"
          style={{ width: `max(2px, ${across(endsAt - at, frame)})` }}
        />
      ))}
    </svg>
  );
}

/** Where the playhead stands, and where the pointer is; both are moved by custom properties of the time line. */
function Cursor() {
  return (
    <>
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 w-px bg-muted opacity-(--hover-shown)"
        style={{ left: 'calc(var(--hover) * 100%)' }}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 -ml-px w-0.5 bg-accent-fg"
        style={{ left: 'calc(var(--at) * 100%)' }}
      />
    </>
  );
}

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400];
const MOST_MARKS = 9;

/** Times under the charts, and which fault lies where above them. */
export function TimeAxis({ frame }: { frame: TimeFrame }) {
  const stepMs = (STEPS_S.find((step) => frame.lastsMs / (step * 1_000) <= MOST_MARKS) ?? 86_400) * 1_000;
  const marks = Array.from({ length: Math.floor(frame.lastsMs / stepMs) + 1 }, (_, index) => index * stepMs);
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] text-xs text-muted sm:grid-cols-[8rem_minmax(0,1fr)]">
      <span className="truncate pr-2">Virtual time</span>
      <div className="relative h-5">
        {marks.map((at, index) => (
          <span
            key={at}
            className={cn(
              'figures absolute top-0.5',
              index > 0 && '-translate-x-1/2',
              at > frame.lastsMs * 0.96 && '-translate-x-full',
              index % 2 === 1 && 'hidden sm:inline',
            )}
            style={{ left: across(at, frame) }}
          >
            {clockText(at, frame)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** A strip that names what the shades mean. */
export function FaultStrip({ frame }: { frame: TimeFrame }) {
  if (frame.faults.length === 0 && frame.warmUpMs === 0) return null;
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] text-xs sm:grid-cols-[8rem_minmax(0,1fr)]">
      <span className="text-muted">Faults</span>
      <div className="relative h-5 overflow-hidden">
        {frame.warmUpMs / frame.lastsMs > 0.12 ? (
          <span
            className="absolute left-1 text-muted"
            title="Calls before this moment teach the engine and are not counted"
          >
            Warm-up
          </span>
        ) : null}
        {frame.faults.map(({ id, says, at, endsAt }) => (
          <span
            key={id}
            title={says}
            className="absolute h-4 truncate border-l-2 border-danger bg-danger-soft pl-1 text-danger"
            style={{ left: across(at, frame), width: `max(3px, ${across(endsAt - at, frame)})` }}
          >
            {id}
          </span>
        ))}
      </div>
    </div>
  );
}

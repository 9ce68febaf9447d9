import type { CSSProperties } from 'react';
import { CHART_HEIGHT, stepArea, stepClip, stepLine, sumOf } from '@/components/simulator/time-line/area-paths';
import { Plot, type TimeFrame } from '@/components/simulator/time-line/plot';
import { delayText, figureText, policyLabel } from '@/lib/rehearsals/format';
import type { PolicyResult } from '@/lib/rehearsals/types';

interface OutcomesChartProps {
  policy: PolicyResult;
  frame: TimeFrame;
  /** Calls in a step at the upper edge; the same for every policy of the page. */
  top: number;
}

/** What became of the calls that began in each step: completed, saved, given up by the caller, failed, one on the other. */
export function OutcomesChart({ policy, frame, top }: OutcomesChartProps) {
  const { series, stepMs } = policy;
  const kept = series.completed.map((value, index) => value - (series.saved[index] ?? 0));
  const givenUp = series.offered.map((value, index) =>
    Math.max(0, value - (series.completed[index] ?? 0) - (series.failed[index] ?? 0)),
  );
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const hasPoor = total(series.poor) > 0;
  const says = `Calls under ${policyLabel(policy.policy)} by outcome: ${figureText(total(series.completed))} completed, ${figureText(total(series.saved))} of them saved, ${figureText(total(givenUp))} given up, ${figureText(total(series.failed))} failed`;
  return (
    <Plot
      frame={frame}
      heightClass="h-24"
      axis={
        <>
          <span className="absolute top-0 left-0 leading-4">
            Calls in
            <br />
            {delayText(stepMs)}
          </span>
          <span className="figures absolute top-0 right-2">{figureText(top)}</span>
          <span className="figures absolute right-2 bottom-0">0</span>
        </>
      }
    >
      {/* Painted from the tallest down: each covers all of the one before it but its own part. */}
      <Filled values={sumOf(kept, series.saved, givenUp, series.failed)} top={top} ground={FAILED} />
      <Filled values={sumOf(kept, series.saved, givenUp)} top={top} ground={GIVEN_UP} />
      <svg
        role="img"
        aria-label={says}
        viewBox={`0 0 ${frame.lastsMs / stepMs} ${CHART_HEIGHT}`}
        preserveAspectRatio="none"
        className="absolute inset-0 size-full"
      >
        <path d={stepArea(sumOf(kept, series.saved), top)} className="fill-ok" />
        <path d={stepArea(kept, top)} className="fill-neutral-line" />
        {hasPoor ? (
          <path
            d={stepLine(series.poor, top)}
            className="fill-none stroke-degraded"
            strokeWidth="1.5"
            strokeDasharray="4 2"
            vectorEffect="non-scaling-stroke"
          />
        ) : null}
      </svg>
      <BaseLine />
    </Plot>
  );
}

/** Patterns as gradients: those of an SVG would be drawn out with the chart. */
export const FAILED: CSSProperties = {
  backgroundColor: 'var(--danger-soft)',
  backgroundImage: 'repeating-linear-gradient(135deg, var(--danger) 0 2px, transparent 2px 5px)',
};
export const GIVEN_UP: CSSProperties = {
  backgroundColor: 'var(--warn-soft)',
  backgroundImage: 'radial-gradient(var(--warn) 35%, transparent 40%)',
  backgroundSize: '4px 4px',
};

function Filled({ values, top, ground }: { values: readonly number[]; top: number; ground: CSSProperties }) {
  return <div aria-hidden className="absolute inset-0" style={{ ...ground, clipPath: stepClip(values, top) }} />;
}

export function BaseLine() {
  return <span aria-hidden className="pointer-events-none absolute inset-x-0 bottom-0 h-px bg-line" />;
}

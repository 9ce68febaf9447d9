import { CHART_HEIGHT, stepLine } from '@/components/simulator/time-line/area-paths';
import { BaseLine } from '@/components/simulator/time-line/outcomes-chart';
import { Plot, type TimeFrame } from '@/components/simulator/time-line/plot';
import { delayText, policyLabel } from '@/lib/rehearsals/format';
import type { PolicyResult } from '@/lib/rehearsals/types';

interface DelayChartProps {
  policy: PolicyResult;
  frame: TimeFrame;
  /** ms at the upper edge; the same for every policy of the page. */
  top: number;
}

/** How long calls took from the first INVITE to ringing: the median as a line, the 95th percentile dashed. */
export function DelayChart({ policy: { policy, delay, stepMs }, frame, top }: DelayChartProps) {
  return (
    <Plot
      frame={frame}
      heightClass="h-16"
      axis={
        <>
          <span className="absolute top-0 left-0 leading-4">
            To
            <br />
            ringing
          </span>
          <span className="figures absolute top-0 right-2">{delayText(top)}</span>
          <span className="figures absolute right-2 bottom-0">0</span>
        </>
      }
    >
      <svg
        role="img"
        aria-label={`Post-dial delay under ${policyLabel(policy)}, median and 95th percentile; the table view has the figures`}
        viewBox={`0 0 ${frame.lastsMs / stepMs} ${CHART_HEIGHT}`}
        preserveAspectRatio="none"
        className="absolute inset-0 size-full"
      >
        <path
          d={stepLine(delay.p95, top)}
          className="fill-none stroke-muted"
          strokeWidth="1"
          strokeDasharray="3 2"
          vectorEffect="non-scaling-stroke"
        />
        <path
          d={stepLine(delay.p50, top)}
          className="fill-none stroke-accent-fg"
          strokeWidth="1.5"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <BaseLine />
    </Plot>
  );
}

import { roundUp } from '@/components/simulator/time-line/area-paths';
import { ChartTables } from '@/components/simulator/time-line/chart-tables';
import { Choice } from '@/components/simulator/time-line/choice';
import { DelayChart } from '@/components/simulator/time-line/delay-chart';
import { LanesChart } from '@/components/simulator/time-line/lanes-chart';
import { Legend } from '@/components/simulator/time-line/legend';
import { OutcomesChart } from '@/components/simulator/time-line/outcomes-chart';
import { Patterns } from '@/components/simulator/time-line/patterns';
import { FaultStrip, TimeAxis, type TimeFrame } from '@/components/simulator/time-line/plot';
import { TimeLine } from '@/components/simulator/time-line/time-line';
import type { PolicyResult, RehearsalResult } from '@/lib/rehearsals/types';

export interface ResultTimeLineProps {
  result: RehearsalResult;
  /** As the address has it. */
  params: { show: string | null; against: string | null; view: 'charts' | 'tables' };
}

/** The policy looked at, and the one it is held against. */
export function chosenPolicies({ policies }: RehearsalResult, { show, against }: ResultTimeLineProps['params']) {
  const named = (name: string | null) => policies.find(({ policy }) => policy === name);
  const main = named(show) ?? named('engine') ?? policies[0];
  const others = policies.filter((policy) => policy !== main);
  const other = against === 'none' ? undefined : (others.find(({ policy }) => policy === against) ?? others[0]);
  return { main, other };
}

/** Lanes, outcomes and delay of one or two policies over virtual time, with the trace beside them. */
export function ResultTimeLine({ result, params }: ResultTimeLineProps) {
  const { main, other } = chosenPolicies(result, params);
  if (!main) return null;
  const shown = other ? [main, other] : [main];
  const frame: TimeFrame = { lastsMs: result.lastsMs, warmUpMs: result.warmUpMs, faults: result.faults };
  const moments = [
    ...result.faults.flatMap(({ at, endsAt }) => [at, endsAt]),
    ...main.trace.map(({ at }) => at),
  ].toSorted((a, b) => a - b);
  const isTables = params.view === 'tables';
  return (
    <div className="relative">
      <Patterns />
      <TimeLine
        lastsMs={result.lastsMs}
        startAt={main.trace.find(({ at }) => at >= (result.faults[0]?.at ?? 0))?.at ?? result.faults[0]?.at ?? 0}
        moments={moments}
        shown={shown.map(({ policy, stepMs, series, delay, lanes, trace, traceLeftOut }) => ({
          ...{ policy, stepMs, series, delay, lanes, traceLeftOut },
          trace: policy === main.policy ? trace : [],
          charts: isTables ? (
            <ChartTables policy={named(shown, policy)} lastsMs={result.lastsMs} />
          ) : (
            <Charts policy={named(shown, policy)} shown={shown} frame={frame} />
          ),
        }))}
        choice={
          <Choice
            policies={result.policies.map(({ policy }) => policy)}
            show={main.policy}
            against={other?.policy ?? null}
            view={params.view}
          />
        }
        foot={
          isTables ? null : (
            <>
              <TimeAxis frame={frame} />
              <Legend policies={shown} hasPoor={shown.some(({ series }) => series.poor.some((count) => count > 0))} />
            </>
          )
        }
      />
    </div>
  );
}

function named(shown: readonly PolicyResult[], name: string): PolicyResult {
  const found = shown.find(({ policy }) => policy === name);
  if (!found) throw new RangeError(`There is no policy ${name} here.`);
  return found;
}

/** Scales are shared, so that heights of two policies mean the same. */
function Charts({ policy, shown, frame }: { policy: PolicyResult; shown: readonly PolicyResult[]; frame: TimeFrame }) {
  const most = roundUp(Math.max(1, ...shown.flatMap(({ series }) => series.offered)));
  const longest = roundUp(Math.max(1_000, ...shown.flatMap(({ delay }) => delay.p95.map((value) => value ?? 0))));
  return (
    <div className="grid gap-1.5">
      <FaultStrip frame={frame} />
      <LanesChart policy={policy} frame={frame} />
      <OutcomesChart policy={policy} frame={frame} top={most} />
      <DelayChart policy={policy} frame={frame} top={longest} />
    </div>
  );
}

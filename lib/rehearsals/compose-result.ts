import { explainTrace } from '@/lib/failover/explain';
import { comparisonRows } from '@/lib/simulator/report/rows';
import { breakEvenSentences } from '@/lib/simulator/report/sentences';
import { faultText } from '@/lib/simulator/report/wording';
import type { PolicyRuns, RunResult, SampledCall } from '@/lib/simulator/result';
import { namesOf } from '@/lib/simulator/scenario/names';
import type { Study } from '@/lib/simulator/study';
import { composeHeadline, composeOutageMoney } from './compose-headline';
import { composeLanes, routeName } from './compose-lanes';
import type { PolicyResult, RehearsalResult, SeedFigures } from './types';

/** As many lines of the trace, and calls of the sample, as are kept of a policy. */
const MOST_TRACE = 400;
const MOST_CALLS = 160;

/** Collects what the study itself does not keep: how long calls of each step of time took to ring, on the first seed. */
export class DelayTally {
  readonly #firstSeed: number;
  readonly #byPolicy = new Map<string, { at: number; delayMs: number }[]>();

  constructor(firstSeed: number) {
    this.#firstSeed = firstSeed;
  }

  add(of: { policy: string; seed: number }, { at, postDialDelayMs }: SampledCall): void {
    if (of.seed !== this.#firstSeed || postDialDelayMs === null) return;
    const delays = this.#byPolicy.get(of.policy);
    if (delays) delays.push({ at, delayMs: postDialDelayMs });
    else this.#byPolicy.set(of.policy, [{ at, delayMs: postDialDelayMs }]);
  }

  /** The median and the 95th percentile of each step, ms. */
  of(policy: string, { stepMs, steps }: { stepMs: number; steps: number }): PolicyResult['delay'] {
    const sorted: number[][] = Array.from({ length: steps }, () => []);
    for (const { at, delayMs } of this.#byPolicy.get(policy) ?? []) sorted[Math.floor(at / stepMs)]?.push(delayMs);
    for (const delays of sorted) delays.sort((a, b) => a - b);
    const quantile = (portion: number) =>
      sorted.map((delays) => delays[Math.max(0, Math.ceil(portion * delays.length) - 1)] ?? null);
    return { p50: quantile(0.5), p95: quantile(0.95) };
  }
}

/** What is kept of a study: every figure as it is, lines over time, trace and sample of the first seed alone. */
export function composeResult(study: Study, delays: DelayTally): RehearsalResult {
  const { scenario, seeds, policies, expectations, breakEven } = study;
  const nameOf = namesOf(scenario);
  return {
    headline: composeHeadline(study),
    seeds,
    lastsMs: scenario.lasts,
    warmUpMs: scenario.warmUp,
    startsAtMs: scenario.startsAt,
    currency: scenario.money.currency,
    faults: scenario.faults.map((fault) => ({
      ...{ id: fault.id, kind: fault.kind, says: faultText(fault, nameOf) },
      ...{ at: fault.at, endsAt: fault.at + fault.lasts },
    })),
    policies: policies.map((runs) => composePolicy(study, runs, delays)),
    comparison: comparisonRows(policies),
    expectations,
    breakEven: breakEven && { ...breakEven, says: breakEvenSentences(breakEven) },
    outage: composeOutageMoney(study),
  };
}

function composePolicy({ scenario }: Study, { policy, runs }: PolicyRuns, delays: DelayTally): PolicyResult {
  const nameOf = namesOf(scenario);
  const [first] = runs;
  if (!first) throw new RangeError('A study has at least one seed.');
  const { stepMs, ...series } = first.series;
  const trace = first.trace.slice(0, MOST_TRACE);
  return {
    policy,
    runs: runs.map(figuresOf),
    stepMs,
    series,
    delay: delays.of(policy, { stepMs, steps: series.offered.length }),
    lanes: composeLanes(scenario, first),
    trace: trace.map((change) => ({
      ...{ at: change.at, route: routeName(change, nameOf), from: change.from, to: change.to, alarm: change.alarm },
      says: explainTrace(change.trace),
    })),
    traceLeftOut: first.trace.length - trace.length + first.traceLeftOut,
    calls: someOf(first.sample).toSorted((a, b) => a.at - b.at),
  };
}

function figuresOf({ policy: _, series, trace, traceLeftOut, sample, events, ...figures }: RunResult): SeedFigures {
  return figures;
}

/** Evenly from the whole sample. */
function someOf(calls: readonly SampledCall[]): SampledCall[] {
  const every = Math.max(1, calls.length / MOST_CALLS);
  return calls.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
}

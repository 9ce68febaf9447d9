import type { BreakEven } from '@/lib/simulator/break-even';
import { type Spread, spreadOf } from '@/lib/simulator/figures';
import { breakEvenSentences } from '@/lib/simulator/report/sentences';
import type { Counts, PolicyRuns, RunResult } from '@/lib/simulator/result';
import type { Study } from '@/lib/simulator/study';
import { delayText, figureText, policyLabel, spreadText } from './format';
import type { OutageMoney } from './types';

/** What a fault can do to calls, the plainest harm first. */
const HARMS: readonly { count: keyof Counts; of: (figure: string, name: string) => string }[] = [
  { count: 'harmedFailed', of: (figure, name) => `With ${name} ${figure} of the calls placed during the fault failed` },
  { count: 'poor', of: (figure, name) => `With ${name} ${figure} calls had poor audio` },
  { count: 'lost', of: (figure, name) => `With ${name} ${figure} conversations were lost` },
];

const whole = (value: number) => figureText(Math.round(value));

function spreadOver({ runs }: PolicyRuns, read: (run: RunResult) => number | null): Spread | null {
  return spreadOf(runs.map(read));
}

/** The figures as sentences: what HA changed, how fast, whether it pays. */
export function composeHeadline({ scenario, policies, breakEven }: Study): string[] {
  const of = (name: string) => policies.find(({ policy }) => policy === name);
  const [off, on, oracle] = [of('off'), of('engine'), of('oracle')];
  const main = on ?? policies[0];
  if (!main) return [];
  if (scenario.faults.length === 0) return [healthySentence(main)];
  return [
    harmSentence({ off, main, oracle }),
    ...scenario.faults.slice(0, 3).flatMap(({ id }, index) => timeSentence(main, { id, index })),
    ...(breakEven ? [moneySentence(breakEven)] : []),
  ];
}

function healthySentence(main: PolicyRuns): string {
  const opens = spreadOver(main, ({ falseOpens }) => falseOpens);
  const failed = spreadOver(main, ({ counts }) => counts.failed);
  const name = policyLabel(main.policy);
  if (!opens || !failed) return 'Nothing was placed.';
  const left = opens.high === 0 ? 'no route was left' : `routes were left ${spreadText(opens, whole)} times`;
  return `No carrier was at fault: with ${name} ${left}, and ${spreadText(failed, whole)} calls failed as on any day.`;
}

interface Compared {
  off: PolicyRuns | undefined;
  main: PolicyRuns;
  oracle: PolicyRuns | undefined;
}

function harmSentence({ off, main, oracle }: Compared): string {
  const base = off ?? main;
  const harm = HARMS.find(({ count }) => (spreadOver(base, ({ counts }) => counts[count])?.median ?? 0) > 0);
  if (!harm) return 'The fault met no call.';
  const read = (runs: PolicyRuns) => {
    const spread = spreadOver(runs, ({ counts }) => counts[harm.count]);
    return spread ? spreadText(spread, whole) : '0';
  };
  const others = [
    ...(off && off !== main ? [`with ${policyLabel(main.policy)} ${read(main)}`] : []),
    ...(oracle && oracle !== main ? [`with a router that knew everything ${read(oracle)}`] : []),
  ];
  return `${[harm.of(read(base), policyLabel(base.policy)), ...others].join(', ')}.`;
}

function timeSentence(main: PolicyRuns, { id, index }: { id: string; index: number }): string[] {
  if (main.policy === 'off') return [];
  const found = spreadOver(main, ({ faults }) => faults[index]?.detectionMs ?? null);
  const back = spreadOver(main, ({ faults }) => faults[index]?.recoveryMs ?? null);
  if (!found) return [`Calls never left the way of ${id}.`];
  const missed = main.runs.length - found.seeds;
  const but = missed > 0 ? ` (not at all in ${missed} of ${main.runs.length} repeats)` : '';
  const returned = back
    ? `, and took it again ${spreadText(back, delayText)} after its end`
    : ', and had not come back at the end';
  return [`Calls left the way of ${id} ${spreadText(found, delayText)} after it began${but}${returned}.`];
}

function moneySentence(of: BreakEven): string {
  const { minutesPerYear } = of;
  if (!minutesPerYear) return breakEvenSentences(of)[0] ?? '';
  const text = spreadText(minutesPerYear, (value) => figureText(Number(value.toPrecision(3))));
  return `HA pays above ${text} minutes of outage a year.`;
}

/** What High Availability costs a month against what it saved in the faults of this run. */
export function composeOutageMoney({ policies, breakEven }: Study): OutageMoney | null {
  if (!breakEven) return null;
  const on = policies.find(({ policy }) => policy === 'engine');
  const off = policies.find(({ policy }) => policy === 'off');
  const saved =
    on && spreadOf(on.runs.map((run, index) => run.counts.answered - (off?.runs[index]?.counts.answered ?? 0)));
  if (!saved) return null;
  const { currency, pairs, rentalPerYear } = breakEven;
  const rentalPerMonth = rentalPerYear / 12;
  return {
    currency,
    pairs,
    rentalPerMonth,
    saved,
    rentalPerSaved: saved.median > 0 ? rentalPerMonth / saved.median : null,
  };
}

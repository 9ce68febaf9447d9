import { type Spread, spreadOf } from '../figures';
import type { PolicyRuns, RunResult } from '../result';
import { delayText, figureText } from './wording';

interface Row {
  label: string;
  read: (run: RunResult) => number | null;
  show: (value: number) => string;
  /** Leave the row out when it is the same everywhere and says nothing. */
  isQuiet?: boolean;
}

const whole = (value: number) => figureText(Math.round(value));

const ROWS: readonly Row[] = [
  { label: 'Calls offered', read: ({ counts }) => counts.offered, show: whole },
  { label: 'of them redials', read: ({ counts }) => counts.redials, show: whole },
  { label: 'Completed', read: ({ counts }) => counts.completed, show: whole },
  { label: 'Answered', read: ({ counts }) => counts.answered, show: whole },
  { label: 'Failed', read: ({ counts }) => counts.failed, show: whole },
  { label: 'Abandoned by the caller', read: ({ counts }) => counts.abandoned, show: whole, isQuiet: true },
  { label: 'Conversations lost', read: ({ counts }) => counts.lost, show: whole },
  { label: 'Conversations cut off', read: ({ counts }) => counts.dropped, show: whole, isQuiet: true },
  { label: 'Poor media', read: ({ counts }) => counts.poor, show: whole, isQuiet: true },
  { label: 'Placed in a fault, met it', read: ({ counts }) => counts.harmed, show: whole },
  { label: 'of them failed', read: ({ counts }) => counts.harmedFailed, show: whole },
  { label: 'In progress, met it', read: ({ counts }) => counts.caught, show: whole, isQuiet: true },
  { label: 'Failed over', read: ({ counts }) => counts.failedOver, show: whole },
  { label: 'Saved (seen in the call)', read: ({ counts }) => counts.saved, show: whole },
  { label: 'Rerouted from the start', read: ({ counts }) => counts.rerouted, show: whole },
  { label: 'Delayed above 1 s', read: ({ counts }) => counts.delayed, show: whole },
  { label: 'Added delay p50', read: ({ addedDelay }) => addedDelay.p50Ms, show: delayText, isQuiet: true },
  { label: 'Added delay p95', read: ({ addedDelay }) => addedDelay.p95Ms, show: delayText },
  { label: 'Added delay p99', read: ({ addedDelay }) => addedDelay.p99Ms, show: delayText },
  { label: 'Callees rung twice', read: ({ counts }) => counts.rungTwice, show: whole },
  { label: 'Late answers', read: ({ counts }) => counts.lateAnswers, show: whole, isQuiet: true },
  { label: 'False opens', read: ({ falseOpens }) => falseOpens, show: whole },
  { label: 'Openings and closings, most', read: ({ stateChanges }) => stateChanges, show: whole },
  { label: 'No agent free', read: ({ counts }) => counts.withoutAgent, show: whole, isQuiet: true },
  { label: 'Agents waited', read: ({ agentWaitMs }) => agentWaitMs, show: delayText, isQuiet: true },
  { label: 'Minutes billed', read: ({ money }) => money.minutes, show: whole },
  { label: 'Call cost', read: ({ money }) => money.callCostMicros / 1_000_000, show: (value) => value.toFixed(2) },
];

/** The comparison of policies, as texts: a row for each figure, a cell for each policy. */
export function comparisonRows(policies: readonly PolicyRuns[]): { label: string; cells: string[] }[] {
  return [...ROWS, ...faultRows(policies)].flatMap((row) => {
    const spreads = policies.map(({ runs }) => spreadOf(runs.map(row.read)));
    const says = spreads.some((spread) => spread !== null && spread.high !== 0);
    return row.isQuiet && !says ? [] : [{ label: row.label, cells: spreads.map((spread) => cell(spread, row.show)) }];
  });
}

function faultRows(policies: readonly PolicyRuns[]): Row[] {
  const faults = policies[0]?.runs[0]?.faults ?? [];
  return faults.flatMap(({ id }, index): Row[] => [
    { label: `Detected ${id} after`, read: ({ faults: own }) => own[index]?.detectionMs ?? null, show: delayText },
    {
      label: `Noticed ${id} after`,
      read: ({ faults: own }) => own[index]?.noticedMs ?? null,
      show: delayText,
      isQuiet: true,
    },
    { label: `Back after ${id}`, read: ({ faults: own }) => own[index]?.recoveryMs ?? null, show: delayText },
  ]);
}

function cell(spread: Spread | null, show: (value: number) => string): string {
  if (!spread) return '–';
  if (spread.seeds === 1 || spread.low === spread.high) return show(spread.median);
  return `${show(spread.median)} (${show(spread.low)}–${show(spread.high)})`;
}

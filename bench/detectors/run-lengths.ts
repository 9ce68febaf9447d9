import { answerLimit, callsBetweenAlarms, networkBudget, tallyAim } from '@/lib/failover/calibration';
import { HALVED, LEAST_USUAL } from '@/lib/failover/detectors/answer-chart';
import { createAnswerModel } from '@/lib/failover/detectors/answer-model';
import { type CalibratedChart, networkCharts } from '@/lib/failover/detectors/network';
import { DEFAULT_POLICY } from '@/lib/failover/policy';
import { calibrateChart, type LatticeChart, meanRunLength } from '@/lib/failover/run-length';
import type { RouteLevel } from '@/lib/failover/states';
import { RATES } from './contestants';
import { HEALTHY } from './scenario';
import { figure, table } from './table';

const LEVELS: readonly RouteLevel[] = ['trunk', 'group', 'carrier'];
const MONTH_SECONDS = 30 * 86_400;
/** Doubles do not tell longer run lengths from one another; they count as this one. */
const LONGEST = 1e12;
const FEW_CALLS_A_DAY = 20;
const DAY_SECONDS = 86_400;

/** How rarely the network charts of a route alarm while its attempts fail at one share. */
export interface RunLength {
  callsPerSecond: number;
  /** Of attempts that fail in the network, and what that share is to the charts. */
  share: number;
  name: 'healthy' | 'p₀' | '1.5 × p₀';
  /** Exact mean attempts to a false alarm, by level and then by chart in the order of their faults. */
  calls: number[];
  /** Of all of them together: the rates of their false alarms added, as if none coincided. */
  combined: number;
  /** What the policy promises: so many calls, and those of so long at this rate. */
  promised: { calls: number; month: number };
}

function charts(callsPerSecond: number, level: RouteLevel): { healthy: number; charts: CalibratedChart[] } {
  const callsBetween = callsBetweenAlarms(DEFAULT_POLICY, callsPerSecond);
  const budget = networkBudget(DEFAULT_POLICY, { level, callsBetween, learned: HEALTHY.failureShare });
  return { healthy: budget.healthy, charts: networkCharts(budget) };
}

/**
 * The run lengths of every network chart at the limits that the engine has at this rate, having learned the healthy share
 * of the leaderboard: at that share, at the share that the charts take for health, and at one and a half times the latter.
 */
export function runLengths(callsPerSecond: number): RunLength[] {
  const banks = LEVELS.map((level) => charts(callsPerSecond, level));
  const usual = banks[0]?.healthy ?? Number.NaN;
  const { callsBetween, monthsBetween } = DEFAULT_POLICY.falseAlarmBudget;
  const promised = {
    calls: callsBetween.value,
    month: monthsBetween.value * MONTH_SECONDS * callsPerSecond,
  };
  const shares = [
    { name: 'healthy', share: HEALTHY.failureShare },
    { name: 'p₀', share: usual },
    { name: '1.5 × p₀', share: 1.5 * usual },
  ] as const;
  return shares.map(({ name, share }) => {
    const calls = banks.flatMap((bank) => bank.charts.map(({ chart }) => told(meanRunLength(chart, share))));
    const combined = 1 / calls.reduce((rate, length) => rate + 1 / length, 0);
    return { callsPerSecond, share, name, calls, combined, promised };
  });
}

/** Beyond what rounding leaves of the elimination a run length may even come out below 0. */
function told(length: number): number {
  return length > 0 ? Math.min(length, LONGEST) : LONGEST;
}

/** What can be seen at a rate of so few calls that a day has hardly any. */
export interface VisibleInADay {
  /** The smallest share of attempts failing in the network that a chart sees within the day's calls in the mean, 0..1. */
  failing: number;
  /** The same for calls without audio from the other side. */
  oneWay: number;
  /** Calls without one answer until the answer chart alarms, each rung out. */
  unanswered: number;
}

/** The smallest changes that a trunk's charts see within a day of so many calls, by the exact chain. */
export function visibleInADay(callsADay: number): VisibleInADay {
  const policy = DEFAULT_POLICY;
  const callsBetween = callsBetweenAlarms(policy, callsADay / DAY_SECONDS);
  const network = charts(callsADay / DAY_SECONDS, 'trunk').charts.map(({ chart }) => chart);
  const media = tallyAim(policy, { callsBetween }, 'oneWay');
  const answered = policy.answerRate.usualShare.value;
  const answerModel = createAnswerModel(answered, policy.answerRate.learnCalls.value);
  const score = Math.log((1 - HALVED * answered) / (1 - LEAST_USUAL * answered));
  return {
    failing: smallestShare(network, callsADay),
    oneWay: smallestShare([calibrateChart(media, media.callsBetween)], callsADay),
    unanswered: Math.ceil(answerLimit(policy, { callsBetween, answerModel }, 'trunk') / score),
  };
}

/** The smallest share at which one of the charts alarms within so many calls in the mean; Infinity when none ever does. */
function smallestShare(of: readonly LatticeChart[], calls: number): number {
  const isSeen = (share: number) => of.some((chart) => meanRunLength(chart, share) <= calls);
  let [unseen, seen] = [0, 1];
  if (!isSeen(seen)) return Number.POSITIVE_INFINITY;
  while (seen - unseen > 0.000_1) {
    const middle = (unseen + seen) / 2;
    if (isSeen(middle)) seen = middle;
    else unseen = middle;
  }
  return seen;
}

/** False alarms in a million calls or a month, whichever is longer, at the worst of the leaderboard's rates. */
export function falseAlarmsPromised(name: RunLength['name']): number {
  const lengths = RATES.flatMap(runLengths).filter((one) => one.name === name);
  return Math.max(...lengths.map(({ combined, promised }) => Math.max(promised.calls, promised.month) / combined));
}

/** The exact run lengths as a part of the leaderboard. */
export function printRunLengths(): string[] {
  const lengths = RATES.toReversed().flatMap(runLengths);
  const names = LEVELS.flatMap((level) => charts(1, level).charts.map(({ faulty }) => `${level}, ${faulty}`));
  return [
    '## Exact mean run lengths of the network charts',
    '',
    'Attempts between false alarms in the mean, by the Markov chain of each chart at the limits that the engine has at ' +
      'that rate; a column is a level and the share of failures its chart looks for. Healthy: the share that fails on ' +
      'good traffic, which the engine has learned. p₀: what the charts take for health, so much above the learned share ' +
      `as the policy’s margin says. Above ${rounded(LONGEST)} nothing is told apart.`,
    '',
    ...table(
      ['', 'failing', ...names],
      lengths.map((one) => [title(one), percent(one.share), ...one.calls.map(rounded)]),
    ),
    '',
    'All of them together, the rates of their false alarms added as if no two ever coincided, against what the policy ' +
      'promises. Not every alarm opens: few failures degrade the route, and what every carrier does is nobody’s fault.',
    '',
    ...table(['', 'attempts between alarms', 'a million', 'promise', 'a month', 'promise'], lengths.map(promiseRow)),
    '',
    fewCalls(),
  ];
}

function promiseRow(one: RunLength): string[] {
  const { combined, promised } = one;
  const verdict = (wanted: number) =>
    combined >= wanted ? 'kept' : `**not kept**, ${figure(wanted / combined)} × as often`;
  return [
    title(one),
    rounded(combined),
    rounded(promised.calls),
    verdict(promised.calls),
    rounded(promised.month),
    verdict(promised.month),
  ];
}

function fewCalls(): string {
  const { failing, oneWay, unanswered } = visibleInADay(FEW_CALLS_A_DAY);
  const hours = DEFAULT_POLICY.network.evidenceMaxAgeMs.value / 3_600_000;
  return (
    `At ${FEW_CALLS_A_DAY} calls a day the smallest change visible in a day is from ${percent(HEALTHY.failureShare)} to ` +
    `${percent(failing)} of attempts failing, and only when the day’s calls all fall within ${hours} h, as older ` +
    `evidence says nothing any more; ${percent(oneWay)} without audio of so many answered calls; in answers none, as even without a ` +
    `single one it takes ${unanswered} calls.`
  );
}

function title({ callsPerSecond, name }: RunLength): string {
  return `${callsPerSecond}/s, ${name}`;
}

function percent(share: number): string {
  return `${figure(100 * share)} %`;
}

/** In millions where there are. */
function rounded(calls: number): string {
  if (calls >= LONGEST) return '10¹²';
  return calls >= 1e6 ? `${figure(calls / 1e6)} M` : figure(calls);
}

import { detectionLimitCalls } from '@/lib/failover/run-length';
import type { ClosedLoopName } from './closed-loops';
import type { Rate } from './contestants';
import { BUDGET_CALLS, type Cell, type Leaderboard, OURS } from './leaderboard';
import { informationLimit } from './limits';
import { falseAlarmsPromised } from './run-lengths';
import { FAULTS, type FaultKind, HEALTHY } from './scenario';
import { average } from './statistics';

/** What the engine has to reach, and whether it does. */
export interface Target {
  what: string;
  unit: string;
  atMost: number;
  measured: number;
  isMet: boolean;
}

/** Seconds until a failure of the simulated carrier comes back, in the mean: lognormal, 250 ms, 0.5. */
const RESPONSE_DELAY = (HEALTHY.failureMedianMs / 1_000) * Math.exp(0.5 ** 2 / 2);
/** Failure share at which a route still counts as healthy before anything is learned of it. */
const HEALTHY_SHARE = 0.02;

/** One and a half times the calls of the best chart that knows the failure share, and until they have come back. */
function withinLimit(faulty: number, rate: Rate): number {
  const calls = detectionLimitCalls({ healthy: HEALTHY_SHARE, faulty }, BUDGET_CALLS);
  return (1.5 * calls) / rate + RESPONSE_DELAY;
}

/** Mean time to detect, s. */
const DETECTION: readonly { fault: FaultKind; rate: Rate; atMost: number }[] = [
  { fault: 'silent', rate: 5, atMost: 1.3 },
  { fault: 'silent', rate: 50, atMost: 0.6 },
  { fault: '503', rate: 5, atMost: withinLimit(0.95, 5) },
  { fault: '503', rate: 50, atMost: withinLimit(0.95, 50) },
  { fault: 'congestion', rate: 5, atMost: withinLimit(0.3, 5) },
  { fault: 'congestion', rate: 50, atMost: withinLimit(0.3, 50) },
  { fault: 'answer-rate, with control', rate: 5, atMost: 40 },
  { fault: 'answer-rate, with control', rate: 50, atMost: 25 },
];

function target(what: string, unit: string, { atMost, measured }: { atMost: number; measured: number }): Target {
  return { what, unit, atMost, measured, isMet: measured <= atMost };
}

/** Every target that this leaderboard can judge. */
export function judge(board: Leaderboard): Target[] {
  const cells = board.cells.filter(({ contestant }) => contestant === OURS);
  return [...cells.flatMap(detectionTarget), ...placeTargets(board), ...healthTargets(board), ...loopTargets(board)];
}

function detectionTarget(cell: Cell): Target[] {
  const { fault, rate, time } = cell;
  if (fault === 'answer-rate') return [uncontrolled(cell)];
  const wanted = DETECTION.find((one) => one.fault === fault && one.rate === rate);
  if (!wanted || !time) return [];
  const measured = time.missed > 0 ? Number.POSITIVE_INFINITY : time.meanMs / 1_000;
  return [target(`mean time to detect: ${FAULTS[fault].title}, ${rate}/s`, 's', { atMost: wanted.atMost, measured })];
}

/** Without a control nothing tells a bad carrier from a bad list: traffic must stay. */
function uncontrolled({ rate, time }: Cell): Target {
  const opened = (time?.n ?? 0) - (time?.missed ?? 0);
  return target(`runs that opened on the answer rate without a control, ${rate}/s`, 'runs', {
    atMost: 0,
    measured: opened,
  });
}

/** First, or within a tenth of first, wherever the budget is kept. */
function placeTargets({ cells }: Leaderboard): Target[] {
  return cells
    .filter(({ contestant, fault }) => contestant === OURS && fault !== 'answer-rate')
    .map(({ fault, rate, place }) =>
      target(`place among those within budget: ${FAULTS[fault].title}, ${rate}/s`, '', {
        atMost: 1,
        measured: place ?? Number.POSITIVE_INFINITY,
      }),
    );
}

function healthTargets({ health }: Leaderboard): Target[] {
  const counted = [false, true].map((isControlled) => {
    const ours = health.filter((one) => one.contestant === OURS && one.isControlled === isControlled);
    const calls = ours.reduce((sum, one) => sum + one.calls, 0);
    const falseOpens = ours.reduce((sum, one) => sum + one.falseOpens, 0);
    const measured = (falseOpens / calls) * BUDGET_CALLS;
    const how = isControlled ? ', part of them compared' : '';
    const what = `false opens in a million of ${calls.toLocaleString('en')} healthy calls${how}`;
    return target(what, '', { atMost: 1, measured });
  });
  const what = 'exact false alarms of the network charts in a million calls or a month, the longer of the two, at p₀';
  return [...counted, target(what, '', { atMost: 1, measured: falseAlarmsPromised('p₀') })];
}

type LoopMean = (contestant: string, loop: ClosedLoopName, figure: 'harmed' | 'lost') => number;

/** What a call placed into refusals costs in conversations while retries alone guard it, 0..1, beyond what the oracle loses. */
function lossPerCall(mean: LoopMean): number {
  const harmed = mean('retry-only', 'error-60s', 'harmed');
  const lost = mean('retry-only', 'error-60s', 'lost') - mean('oracle', 'error-60s', 'lost');
  return harmed > 0 ? Math.max(0, lost / harmed) : 0;
}

function loopTargets({ closed }: Leaderboard): Target[] {
  const find = (contestant: string, loop: ClosedLoopName) =>
    closed.find((one) => one.contestant === contestant && one.loop === loop)?.runs ?? [];
  const mean: LoopMean = (contestant, loop, figure) => average(find(contestant, loop).map((run) => run[figure]));
  const beyondOracle = (loop: ClosedLoopName) => mean(OURS, loop, 'lost') - mean('oracle', loop, 'lost');
  const mostChanges = (loop: ClosedLoopName) => Math.max(0, ...find(OURS, loop).map((run) => run.stateChanges));
  if (closed.length === 0) return [];
  const rungTwice = closed.filter(({ contestant }) => contestant === OURS).flatMap(({ runs }) => runs);
  const ofErrors = (informationLimit('503', 50).calls ?? 0) * lossPerCall(mean);
  return [
    target('calls harmed by 8 s of silence at 50/s', 'calls', {
      atMost: 12,
      measured: mean(OURS, 'silent-8s', 'harmed'),
    }),
    target('calls lost beyond the oracle, 8 s of silence at 50/s', 'calls', {
      atMost: 0,
      measured: beyondOracle('silent-8s'),
    }),
    target('calls lost beyond the oracle, 60 s of 503 at 50/s', 'calls', {
      atMost: 1.25 * ofErrors + 50 * 0.25,
      measured: beyondOracle('error-60s'),
    }),
    target('openings and closings, silence flapping 5 s / 5 s for 10 min', '', {
      atMost: 4,
      measured: mostChanges('flapping'),
    }),
    target('openings and closings, 503 flapping 5 s / 5 s for 10 min', '', {
      atMost: 4,
      measured: mostChanges('flapping-errors'),
    }),
    target('callees rung twice', '', {
      atMost: 0,
      measured: rungTwice.reduce((sum, run) => sum + run.rungTwice, 0),
    }),
  ];
}

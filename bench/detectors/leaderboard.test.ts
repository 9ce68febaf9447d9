import { beforeAll, describe, expect, test } from 'vitest';
import { detectionLimitCalls } from '@/lib/failover/run-length';
import { runJob } from './jobs';
import { assemble, FULL, type Leaderboard, planJobs } from './leaderboard';
import { informationLimit } from './limits';
import { markdown } from './markdown';
import { summarise } from './statistics';
import { judge } from './targets';

describe('statistics', () => {
  test('what was never seen counts as at least the horizon', () => {
    const times = summarise([1_000, 2_000, null], 10_000);
    expect(times).toMatchObject({ n: 3, missed: 1, medianMs: 2_000, p95Ms: Number.POSITIVE_INFINITY });
    expect(times.meanMs).toBeCloseTo(13_000 / 3);
  });

  test('the interval is 1.96 standard errors', () => {
    expect(summarise([0, 0, 10, 10], 100).plusMinusMs).toBeCloseTo((1.96 * Math.sqrt(100 / 3)) / 2);
  });
});

describe('information limit', () => {
  test('in calls it is the best chart’s own delay', () => {
    const calls = detectionLimitCalls({ healthy: 0.01, faulty: 0.3 }, 1_000_000);
    expect(informationLimit('congestion', 5).calls).toBe(calls);
  });

  test('in time it is those calls and until they have told', () => {
    const { calls, ms } = informationLimit('congestion', 5);
    expect(ms).toBeGreaterThan(((calls ?? 0) / 5) * 1_000);
    expect(ms).toBeLessThan(((calls ?? 0) / 5) * 1_000 + 400);
  });

  test('silence: three calls lost at once are more than chance', () => {
    const { ms } = informationLimit('silent', 5);
    expect(ms).toBeGreaterThan(600);
    expect(ms).toBeLessThan(1_000);
    expect(informationLimit('silent', 500).ms).toBeLessThan(200);
  });
});

/** A leaderboard small enough for a test: two rates, few seeds. */
function play(): Leaderboard {
  const size = { ...FULL, seeds: 2, closedLoopSeeds: 0, rates: [5, 50] as const };
  const small = { ...size, healthyCalls: 2_000, healthyCallsOfOurs: 20_000 };
  const jobs = planJobs(small).filter(({ kind, ...job }) => kind !== 'detection' || isQuick(job));
  return assemble(small, jobs, jobs.map(runJob));
}

function isQuick(job: object): boolean {
  return 'fault' in job && (job.fault === 'silent' || job.fault === '503');
}

describe('the short leaderboard', () => {
  let board: Leaderboard;
  beforeAll(() => {
    board = play();
  });
  const meanMs = (contestant: string, fault: string, rate: number) =>
    board.cells.find((cell) => cell.contestant === contestant && cell.fault === fault && cell.rate === rate)?.time
      ?.meanMs ?? Number.NaN;

  test('five in a row see a dead carrier long before half an hour of averages does', () => {
    for (const fault of ['silent', '503'])
      expect(meanMs('consecutive-5', fault, 5)).toBeLessThan(meanMs('window-30min', fault, 5) / 5);
  });

  test('ours sees a silent carrier before five in a row do, and 503 no later', () => {
    for (const rate of [5, 50]) {
      expect(meanMs('engine', 'silent', rate)).toBeLessThan(0.8 * meanMs('consecutive-5', 'silent', rate));
      expect(meanMs('engine', '503', rate)).toBeLessThan(meanMs('consecutive-5', '503', rate));
    }
  });

  test('ours leaves no healthy way', () => {
    const ours = board.health.filter(({ contestant }) => contestant === 'engine');
    expect(new Set(ours.map(({ falseOpens }) => falseOpens))).toEqual(new Set([0]));
  });

  test('nobody beats the information limit by more than its own looseness', () => {
    for (const { contestant, ratio } of board.cells) expect([contestant, ratio > 0.6]).toEqual([contestant, true]);
  });

  test('calls that retries save are not allowed to be lost', () => {
    const loop = 'error-60s' as const;
    const run = { seed: 1, rungTwice: 0, stateChanges: 0, falseOpens: 0 };
    const allowed = (lostByRetries: number) => {
      const closed = [
        { contestant: 'retry-only', loop, runs: [{ ...run, harmed: 1_000, lost: lostByRetries }] },
        { contestant: 'oracle', loop, runs: [{ ...run, harmed: 10, lost: 20 }] },
      ];
      return judge({ ...board, closed }).find(({ what }) => what.includes('60 s of 503'))?.atMost;
    };
    const inOneDelay = 50 * 0.25;
    const limit = informationLimit('503', 50).calls ?? 0;
    expect(allowed(20)).toBe(inOneDelay);
    expect(allowed(220)).toBeCloseTo(1.25 * limit * 0.2 + inOneDelay, 10);
    expect(allowed(15)).toBe(inOneDelay);
  });

  test('the document names every contestant, every target and every rate', () => {
    const targets = judge(board);
    const text = markdown(board, targets);
    for (const { what } of targets) expect(text).toContain(what);
    expect(text).toContain('| 30 min window (qrouting) |');
    expect(text).toContain('### 50 calls a second');
  });
});

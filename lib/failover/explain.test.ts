import { describe, expect, it } from 'vitest';
import { explainHop, explainTrace, outlineHop, outlineTrace } from './explain';
import type { Hop, HopReason, RouteStateName, TraceEntry } from './types';

function hopWith(reason: HopReason): Hop {
  return {
    trunkId: 'a1',
    carrierId: 'a',
    presentedNumber: '918041234567',
    destinationGroup: 'in',
    firstResponseMs: 800,
    progressMs: 5_000,
    ringMs: 30_000,
    reason,
  };
}

function sentence(reason: HopReason): string {
  return explainHop(hopWith(reason));
}

describe('a hop’s sentence', () => {
  const start = 'Trunk a1 presenting 918041234567: ';

  it.each<[HopReason, string]>([
    [{ kind: 'primary', state: 'healthy' }, 'the number’s own carrier, healthy.'],
    [{ kind: 'fallback', state: 'suspect' }, 'the fallback number’s carrier, under suspicion.'],
    [{ kind: 'route', state: 'degraded' }, 'next by priority and cost, degraded.'],
    [
      { kind: 'canary', share: 0.02 },
      'a canary, one of 2 % of callees that try the recovering route; a healthy hop stands behind it.',
    ],
    [{ kind: 'ramp', share: 0.25 }, 'the recovering route takes 25 % of callees again, this one among them.'],
    [
      { kind: 'comparison', share: 0.15 },
      '15 % of callees go this way first, to compare the carriers on the same traffic.',
    ],
    [{ kind: 'forced', reason: 'Line test' }, 'put first by an override: Line test.'],
    [{ kind: 'forced', reason: 'Line test!' }, 'put first by an override: Line test!'],
    [{ kind: 'overflow', used: 30, limit: 30 }, 'the trunk before it is full, 30 of 30.'],
    [
      { kind: 'last-resort', state: 'open' },
      'a last resort, taken out; it stays in the plan in case nothing else works.',
    ],
  ])('%j', (reason, expected) => {
    expect(sentence(reason)).toBe(start + expected);
  });

  it('has words for every state', () => {
    const states: RouteStateName[] = ['healthy', 'suspect', 'degraded', 'congested', 'open', 'probing', 'ramping'];
    for (const state of states) expect(sentence({ kind: 'route', state })).not.toContain('undefined');
  });
});

describe('a trace’s sentence', () => {
  it.each<[TraceEntry['rule'], TraceEntry['figures'], string]>([
    [
      'network-cusum',
      { failures: 12, attempts: 20, windowMs: 6_000, limitShare: 0.15, holdMs: 5_250 },
      'Failures in the carrier’s network: 12 of 20 attempts failed in 6 s; limit share 15 %; at least for 5.3 s.',
    ],
    [
      'silence',
      { outstanding: 4, oldestMs: 812.4, level: 13.8155 },
      'Calls unanswered by the carrier: outstanding 4; oldest 812 ms; evidence, where 1 is an alarm, 13.8.',
    ],
    ['retry-after', { seconds: 30, heldSeconds: 300 }, 'Retry after: seconds 30; held 5 min.'],
    ['congestion', { capCps: 24.5, failures: 3 }, 'Congestion: 3 failures; cap 24.5 calls/s.'],
    ['silence', { rampMs: 16_000 }, 'Brought back step by step in 16 s; before: calls unanswered by the carrier.'],
    ['silence', { trunk: 'sutlej-delhi' }, 'From now on judged with the whole of trunk sutlej-delhi.'],
    ['our-limit', { attempts: 9, windowMs: 1_000 }, 'Our limit: 9 attempts in 1 s.'],
    [
      'silence',
      { limit: 16.5, holdMs: 5_400, silent: 8, openings: 1, windowMs: 2_500, responded: 0, statistic: 36.3 },
      'Calls unanswered by the carrier: 8 calls without a response and 0 with one in 2.5 s; evidence 36.3, limit 16.5; at least for 5.4 s; times taken out of late 1.',
    ],
    [
      'override',
      { by: 'operator', reason: 'Audit', limit: Number.POSITIVE_INFINITY },
      'Override: by operator; reason Audit; limit no limit.',
    ],
    ['suspicion-over', {}, 'Nothing more was found.'],
  ])('%s %j', (rule, figures, expected) => {
    expect(explainTrace({ rule, figures })).toBe(expected);
  });
});

describe('what customers read', () => {
  const figures = { failures: 12, attempts: 20, windowMs: 6_000, by: 'usr_1', reason: 'Audit' };

  it.each([
    ['network-cusum', figures, 'Failures in the carrier’s network.'],
    ['override', figures, 'Override.'],
    ['silence', { rampMs: 16_000 }, 'Brought back step by step; before: calls unanswered by the carrier.'],
    ['silence', { trunk: 'sutlej-delhi' }, 'From now on judged with the whole of trunk sutlej-delhi.'],
    ['suspicion-over', { level: 0.2 }, 'Nothing more was found.'],
  ])('%s %j has no figure', (rule, given, expected) => {
    expect(outlineTrace({ rule, figures: given })).toBe(expected);
  });

  it('how full a trunk is stays with the operator; the rest of a plan is told', () => {
    const told = outlineHop(hopWith({ kind: 'overflow', used: 30, limit: 30 }));
    expect(told).toBe('Trunk a1 presenting 918041234567: the trunk before it is full.');
    const primary = hopWith({ kind: 'primary', state: 'healthy' });
    expect(outlineHop(primary)).toBe(explainHop(primary));
  });
});

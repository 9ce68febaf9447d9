import { expect, it } from 'vitest';
import { createEngine, engineRouter, observe, setTables } from './engine';
import { DEFAULT_POLICY } from './policy';
import { aCall, aRoute, aTrunk, pairedNumber } from './table-rows';
import { compileTables } from './tables';
import type { AttemptEnd, EngineEvent, Override } from './types';

const PRIMARY = '918041234567';
const number = pairedNumber(PRIMARY, 'a1', 'b1');
const source = {
  version: 1,
  trunks: [aTrunk('a1', { maxChannels: 100 }), aTrunk('b1')],
  routes: [aRoute('91', 'a1'), aRoute('91', 'b1')],
  numbers: [number],
};
const unavailable: AttemptEnd = { sipCode: 503, cause: null, local: null, phase: 'sent', retryAfterSeconds: null };

function start(manualFailback = false) {
  const fallback = number.fallback && { ...number.fallback, manualFailback };
  const tables = compileTables({ ...source, numbers: [{ ...number, fallback }] });
  const engine = createEngine({ tables, policy: DEFAULT_POLICY, seed: 1 });
  const router = engineRouter(engine);
  const hops = (now: number) => router.decide(aCall({ callerNumber: PRIMARY }), now).hops.map((hop) => hop.trunkId);
  return { engine, router, hops };
}

function started(attemptId: number, trunkId = 'a1'): EngineEvent {
  const names = { attemptId, callId: attemptId, hopIndex: 0, trunkId, presentedNumber: PRIMARY };
  const destination = `9198765${String(attemptId).padStart(5, '0')}`;
  const more = { accountId: 'account', campaign: '', attemptNumber: 0, ringTimeoutMs: 35_000 };
  return { type: 'attempt-started', ...names, destination, destinationGroup: 'to-91', ...more, purpose: 'primary' };
}

/** Lets so many attempts on a trunk fail, one every 20 ms. */
function failMany({ router }: ReturnType<typeof start>, count: number, from: number, end = unavailable) {
  let alarms: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const attemptId = from + index;
    router.observe(started(attemptId), from + index * 20);
    const { effects } = router.observe({ type: 'attempt-ended', attemptId, end }, from + index * 20 + 10);
    alarms = [...alarms, ...effects.flatMap((effect) => (effect.type === 'alarm' ? [effect.alarm] : []))];
  }
  return alarms;
}

it('a Retry-After holds the trunk towards the destinations it was said of', () => {
  const { router, hops } = start();
  router.observe(started(1), 0);
  router.observe({ type: 'attempt-ended', attemptId: 1, end: { ...unavailable, retryAfterSeconds: 5 } }, 10);
  expect(hops(100)).toEqual(['b1', 'a1']);
  expect(hops(5_100)).toEqual(['a1', 'b1']);
});

it('a 503 at nine tenths of our own channels blames nobody', () => {
  const parts = start();
  parts.router.observe({ type: 'capacity', trunkId: 'a1', channelsInUse: 95 }, 0);
  const alarms = failMany(parts, 50, 1_000);
  expect(new Set(alarms)).toEqual(new Set(['our-limit']));
  expect(parts.engine.state.disturbed).toBe(0);
});

it('an override wins until it expires or is released', () => {
  const { router, hops } = start();
  const override: Override = {
    target: { kind: 'trunk', trunkId: 'a1' },
    action: 'drain',
    reason: 'work',
    by: 'me',
    expiresAt: 9_000,
  };
  router.observe({ type: 'override', override }, 0);
  expect(hops(1)).toEqual(['b1', 'a1']);
  expect(router.nextTickAt(1)).toBeLessThanOrEqual(9_000);
  expect(hops(9_000)).toEqual(['a1', 'b1']);
  router.observe({ type: 'override', override: { ...override, expiresAt: null } }, 10_000);
  router.observe({ type: 'override-ended', target: override.target }, 11_000);
  expect(hops(12_000)).toEqual(['a1', 'b1']);
});

/** Lets calls over the trunk ring until it is healthy again: hold, then a ramp. Answers with the moment. */
function recover({ engine, router }: ReturnType<typeof start>, from: number): number {
  let now = from;
  for (let attemptId = 10_000; now < 300_000 && engine.state.disturbed > 0; attemptId += 1, now += 500) {
    router.observe(started(attemptId), now);
    router.observe({ type: 'ringing', attemptId, earlyMedia: false }, now + 200);
  }
  expect(engine.state.disturbed).toBe(0);
  return now;
}

it('a pair that returns by hand only stays on its fallback until then', () => {
  const parts = start(true);
  failMany(parts, 20, 1_000);
  expect(parts.hops(2_000)[0]).toBe('b1');
  const now = recover(parts, 2_000);
  expect(parts.hops(now)[0]).toBe('b1');
  parts.router.observe({ type: 'override-ended', target: { kind: 'pair', pairId: `pair-${PRIMARY}` } }, now);
  expect(parts.hops(now)[0]).toBe('a1');
});

it('a pair whose fallback is taken out of use returns to its primary, also when that has ended', () => {
  const parts = start(true);
  const target = { kind: 'pair', pairId: `pair-${PRIMARY}` } as const;
  failMany(parts, 20, 1_000);
  expect(parts.hops(2_000)).toEqual(['b1', 'a1']);
  const override: Override = { target, action: 'drain', reason: 'back to it', by: 'me', expiresAt: 400_000 };
  parts.router.observe({ type: 'override', override }, 2_000);
  // The primary is still out: whoever said so wants it nevertheless.
  expect(parts.hops(2_001)).toEqual(['a1', 'b1']);
  recover(parts, 2_002);
  expect(parts.hops(400_000)).toEqual(['a1', 'b1']);
});

it('a failed proof raises an alarm and takes the fallback back', () => {
  const { router, hops } = start();
  const pairId = `pair-${PRIMARY}`;
  const { effects } = router.observe(
    { type: 'pair-proof', pairId, proof: 'failed', sentence: 'No audio came back.' },
    5,
  );
  expect(effects).toMatchObject([{ type: 'alarm', alarm: 'pair-unproven' }]);
  expect(hops(10)).toEqual(['a1', 'b1']);
});

it('new tables keep what is known of the trunks they still name', () => {
  const parts = start();
  failMany(parts, 20, 1_000);
  setTables(parts.engine, compileTables({ ...source, version: 2 }));
  expect(parts.hops(2_000)[0]).toBe('b1');
  expect(observe(parts.engine, { type: 'tick' }, 2_001).effects).toBeDefined();
});

it('asks for test calls over every trunk of a pair: each five minutes, one in twelve answered', () => {
  const { router } = start();
  const wanted = new Map<string, string[]>();
  for (let now = 0; now <= 3_600_000; now += 10_000)
    for (const effect of router.observe({ type: 'tick' }, now).effects)
      if (effect.type === 'probe-wanted' && effect.kind !== 'options')
        wanted.set(effect.trunkId, [...(wanted.get(effect.trunkId) ?? []), effect.kind]);
  for (const trunkId of ['a1', 'b1']) {
    const kinds = wanted.get(trunkId) ?? [];
    expect(kinds.length).toBe(12);
    expect(kinds.filter((kind) => kind === 'answered-call').length).toBe(1);
  }
});

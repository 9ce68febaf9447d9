import { describe, expect, it } from 'vitest';
import { createEngine, engineRouter } from './engine';
import { withChanges } from './policy';
import { seededRandom } from './seeded-random';
import { aRoute, aTrunk } from './table-rows';
import { compileTables } from './tables';
import type { EngineEffect, EngineEvent, MediaReport, Router } from './types';

const tables = compileTables({
  version: 1,
  trunks: [aTrunk('a1'), aTrunk('b1')],
  routes: [aRoute('91', 'a1'), aRoute('91', 'b1', { priority: 1 })],
  numbers: [],
});
const GOOD: MediaReport = {
  loss: 0.002,
  burstRatio: 1,
  jitterMs: 4,
  delayMs: 60,
  codec: 'g711-plc',
  receivedPackets: 1_500,
  sentPackets: 1_500,
};

interface Traffic {
  seconds: number;
  /** Calls a second on each trunk, and why they are there. */
  onA: number;
  onB: number;
  purposeOnB: 'comparison' | 'route';
  answers: (trunkId: string, second: number, number: string) => number;
  /** By the second in which it ended, and the one in which it was answered. */
  media?: (trunkId: string, second: number, answered: number) => MediaReport;
  /** How long people talk, by the second in which it was answered; 20 to 40 s unless told otherwise. */
  talkMs?: (answered: number, random: () => number) => number;
  ringsAfterMs?: (trunkId: string, second: number) => number;
  answersAfterMs?: number;
  /** Of which campaign a call is. */
  campaign?: (second: number) => string;
  /** Answered without a 180 before. */
  unrung?: boolean;
}

/** Plays calls that reach their callees; the effects by the second they came in. */
function play(router: Router, traffic: Traffic): { second: number; effect: EngineEffect }[] {
  const log: { second: number; effect: EngineEffect }[] = [];
  const due: [at: number, event: EngineEvent][] = [];
  const random = seededRandom(7);
  let attemptId = 0;
  for (let now = 0; now < traffic.seconds * 1_000; now += 100) {
    for (const [trunkId, rate] of [
      ['a1', traffic.onA],
      ['b1', traffic.onB],
    ] as const)
      if (random() < rate / 10) {
        attemptId += 1;
        due.push(...aCall({ traffic, trunkId, attemptId, now, random }));
      }
    due.sort(([one], [other]) => one - other);
    while ((due[0]?.[0] ?? Number.POSITIVE_INFINITY) <= now) {
      const [at, event] = due.shift() ?? [0, { type: 'tick' } as const];
      for (const effect of router.observe(event, at).effects) log.push({ second: at / 1_000, effect });
    }
  }
  return log;
}

interface OneCall {
  traffic: Traffic;
  trunkId: string;
  attemptId: number;
  now: number;
  random: () => number;
}

function aCall({ traffic, trunkId, attemptId, now, random }: OneCall): [number, EngineEvent][] {
  const second = now / 1_000;
  const presentedNumber = `1555010${attemptId % 10}`;
  const destination = `91${Math.floor(random() * 1e10)}`;
  const names = { attemptId, callId: attemptId, hopIndex: 0, trunkId, presentedNumber, destination };
  const more = { destinationGroup: 'in', accountId: 'x', attemptNumber: 0, ringTimeoutMs: 35_000 };
  const campaign = traffic.campaign?.(second) ?? '';
  const purpose = trunkId === 'b1' ? traffic.purposeOnB : 'primary';
  const ringsAt = now + (traffic.ringsAfterMs?.(trunkId, second) ?? 2_000);
  const events: [number, EngineEvent][] = [
    [now, { type: 'attempt-started', ...names, ...more, campaign, purpose }],
    [now + 120, { type: 'first-response', attemptId }],
  ];
  if (!traffic.unrung) events.push([ringsAt, { type: 'ringing', attemptId, earlyMedia: false }]);
  if (random() >= traffic.answers(trunkId, second, presentedNumber)) {
    const end = {
      sipCode: 487,
      cause: null,
      local: 'ring-timeout',
      phase: 'ringing',
      retryAfterSeconds: null,
    } as const;
    return [...events, [ringsAt + 35_000, { type: 'attempt-ended', attemptId, end }]];
  }
  const answeredAt = ringsAt + (traffic.answersAfterMs ?? 3_000 + random() * 12_000);
  const talkMs = traffic.talkMs?.(answeredAt / 1_000, random) ?? 20_000 + random() * 20_000;
  const media = traffic.media?.(trunkId, (answeredAt + talkMs) / 1_000, answeredAt / 1_000) ?? GOOD;
  return [
    ...events,
    [answeredAt, { type: 'answered', attemptId }],
    [answeredAt + talkMs, { type: 'call-ended', attemptId, talkMs, media }],
  ];
}

function engineWith(compareShare: number): Router {
  return engineRouter(createEngine({ tables, policy: withChanges({ answerRate: { compareShare } }), seed: 1 }));
}

function openedAt(log: ReturnType<typeof play>, trunkId: string): number | undefined {
  return log.find(
    ({ effect }) => effect.type === 'route-state-changed' && effect.trunkId === trunkId && effect.to === 'open',
  )?.second;
}

function alarmsOf(log: ReturnType<typeof play>): Set<string> {
  return new Set(log.flatMap(({ effect }) => (effect.type === 'alarm' ? [effect.alarm] : [])));
}

const FAULT_AT = 600;
const halvedOnA = (trunkId: string, second: number) => (trunkId === 'a1' && second >= FAULT_AT ? 0.3 : 0.6);

describe('half as many answers', () => {
  it('open the route when the calls sent elsewhere to compare did not lose theirs', () => {
    const log = play(engineWith(0.2), { seconds: 700, onA: 4, onB: 1, purposeOnB: 'comparison', answers: halvedOnA });
    expect(openedAt(log, 'a1')).toBeGreaterThan(FAULT_AT);
    expect(openedAt(log, 'a1')).toBeLessThan(FAULT_AT + 75);
  });

  it('without such calls leave it suspect: it cannot be told from a bad list', () => {
    const log = play(engineWith(0), { seconds: 700, onA: 5, onB: 0, purposeOnB: 'route', answers: halvedOnA });
    expect(openedAt(log, 'a1')).toBeUndefined();
    const states = log.flatMap(({ effect }) => (effect.type === 'route-state-changed' ? [effect.to] : []));
    expect(states).toContain('suspect');
  });

  it('on every carrier are the list or the callees: an alarm, nobody opened', () => {
    const answers = (_trunkId: string, second: number) => (second >= FAULT_AT ? 0.3 : 0.6);
    const log = play(engineWith(0.2), { seconds: 720, onA: 5, onB: 2, purposeOnB: 'comparison', answers });
    expect(openedAt(log, 'a1')).toBeUndefined();
    expect(alarmsOf(log)).toContain('list-or-callees');
  });

  it('of one number alone are its reputation', () => {
    const answers = (_trunkId: string, second: number, number: string) =>
      second >= FAULT_AT && number.endsWith('3') ? 0.15 : 0.6;
    const log = play(engineWith(0), { seconds: 900, onA: 5, onB: 0, purposeOnB: 'route', answers });
    expect(openedAt(log, 'a1')).toBeUndefined();
    expect([...alarmsOf(log)]).toEqual(['number-reputation']);
  });

  it.each([0, 0.2])('of a new campaign open nothing, with %d of the calls compared', (compareShare) => {
    const campaign = (second: number) => (second >= FAULT_AT ? 'reminders' : 'sales');
    const answers = (_trunkId: string, second: number) => (second >= FAULT_AT ? 0.3 : 0.6);
    const split = { onA: 5 * (1 - compareShare), onB: 5 * compareShare, purposeOnB: 'comparison' } as const;
    const log = play(engineWith(compareShare), { seconds: 1_800, ...split, answers, campaign });
    expect([openedAt(log, 'a1'), openedAt(log, 'b1')]).toEqual([undefined, undefined]);
    // By then it is known for what it is.
    expect(log.filter(({ second, effect }) => second > 1_200 && effect.type !== 'probe-wanted')).toEqual([]);
  });

  it('raise nothing while answers are what they were', () => {
    const answers = (_trunkId: string, second: number) => (Math.floor(second / 60) % 2 === 0 ? 0.56 : 0.64);
    const log = play(engineWith(0.2), { seconds: 1_800, onA: 5, onB: 1, purposeOnB: 'comparison', answers });
    expect(log.filter(({ effect }) => effect.type !== 'probe-wanted')).toEqual([]);
  });
});

describe('media and set-up', () => {
  const steady = { seconds: 260, onA: 5, onB: 0, purposeOnB: 'route', answers: () => 0.6 } as const;

  it.each([
    { name: 'one-way audio', media: { ...GOOD, receivedPackets: 0 } },
    { name: 'loss of 12 %', media: { ...GOOD, loss: 0.12 } },
  ])('$name opens the route', ({ media }) => {
    const log = play(engineWith(0), { ...steady, media: (_trunkId, second) => (second >= 200 ? media : GOOD) });
    expect(openedAt(log, 'a1')).toBeGreaterThanOrEqual(200);
    expect(openedAt(log, 'a1')).toBeLessThan(212);
  });

  it('calls that lasted through the fault do not speak in the trial of the way back', () => {
    const heard = (second: number, answered: number) => second >= 200 && answered < 212;
    const media = (_trunkId: string, second: number, answered: number) =>
      heard(second, answered) ? { ...GOOD, loss: 0.12 } : GOOD;
    const talkMs = (answered: number, random: () => number) => 20_000 + random() * (answered < 212 ? 120_000 : 20_000);
    const log = play(engineWith(0), { ...steady, seconds: 420, media, talkMs });
    const states = log.flatMap(({ second, effect }) =>
      effect.type === 'route-state-changed' && effect.destinationGroup === null ? [{ second, to: effect.to }] : [],
    );
    // Talks of before end until 352; none of them sends the route back, not even when it is well again.
    expect(states.filter(({ to }) => to === 'open')).toHaveLength(1);
    expect(states.find(({ to }) => to === 'healthy')?.second).toBeLessThan(300);
  });

  it('canaries whose talks never end hold the trial up for some minutes only', () => {
    const engine = createEngine({ tables, policy: withChanges({ answerRate: { compareShare: 0 } }), seed: 1 });
    const router = engineRouter(engine);
    const media = (_trunkId: string, second: number) => (second >= 200 ? { ...GOOD, loss: 0.12 } : GOOD);
    const talkMs = (answered: number) => (answered < 205 ? 20_000 : 36_000_000);
    play(router, { ...steady, seconds: 320, media, talkMs });
    const route = engine.state.trunks.get('a1')?.route;
    const seen = () => [route?.state.name, (route?.condition.share ?? 0) > 0];
    expect(seen()).toEqual(['probing', false]);
    router.observe({ type: 'tick' }, 400_000);
    expect(seen()).toEqual(['probing', false]);
    router.observe({ type: 'tick' }, 320_000 + 300_000 + 60_000);
    expect(seen()).toEqual(['probing', true]);
  });

  it('set-ups six seconds longer degrade the route', () => {
    const ringsAfterMs = (_trunkId: string, second: number) => (second >= 200 ? 8_000 : 2_000);
    const log = play(engineWith(0), { ...steady, ringsAfterMs });
    const states = log.flatMap(({ effect }) => (effect.type === 'route-state-changed' ? [effect.to] : []));
    expect(states).toContain('degraded');
  });

  it('answers sooner than people can answer raise an alarm', () => {
    const log = play(engineWith(0), { ...steady, answersAfterMs: 200 });
    expect(alarmsOf(log)).toContain('fas-suspected');
  });

  it.each([
    { ringsFor: 200, alarms: ['fas-suspected'] },
    { ringsFor: 1_400, alarms: [] },
  ])('answers without ringing, $ringsFor ms after it would have rung', ({ ringsFor, alarms }) => {
    const ringsAfterMs = () => 1_000;
    const log = play(engineWith(0), { ...steady, unrung: true, ringsAfterMs, answersAfterMs: ringsFor });
    expect([...alarmsOf(log)]).toEqual(alarms);
    expect(openedAt(log, 'a1')).toBeUndefined();
  });
});

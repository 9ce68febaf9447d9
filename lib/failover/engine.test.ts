import { describe, expect, it } from 'vitest';
import { createEngine, engineRouter, restore, snapshot } from './engine';
import { DEFAULT_POLICY } from './policy';
import { aCall, aRoute, aTrunk } from './table-rows';
import { compileTables } from './tables';
import { type CallLog, type CallTrial, runCalls, type Treatment } from './trial-calls';

const CALLER = '15550100';
const OTHER_CALLER = '15550101';
const tables = compileTables({
  version: 1,
  trunks: [aTrunk('a1'), aTrunk('b1')],
  routes: ['91', '92'].flatMap((prefix) => [aRoute(prefix, 'a1'), aRoute(prefix, 'b1', { priority: 1 })]),
  numbers: [CALLER, OTHER_CALLER].map((number) => ({
    number,
    accountId: 'account',
    tied: false,
    carrierId: 'a',
    trunkIds: [],
    fallback: null,
  })),
});
const options = { tables, policy: DEFAULT_POLICY, seed: 1 };

/** The fault lies on trunk a1 alone. */
function onFirst(treatment: (at: number) => Treatment): CallTrial['treatment'] {
  return (hop, at) => (hop.trunkId === 'a1' ? treatment(at) : {});
}

function run(changes: Partial<CallTrial>, router = engineRouter(createEngine(options))): CallLog {
  return runCalls(router, {
    seed: 1,
    untilMs: 120_000,
    rate: () => 50,
    answersOptions: true,
    call: (callId, random) => aCall({ callId, callerNumber: CALLER, destination: destination('91', random) }),
    treatment: () => ({}),
    ...changes,
  });
}

function destination(prefix: string, random: () => number): string {
  return prefix + String(Math.floor(random() * 1e10)).padStart(10, '0');
}

/** Moments, in seconds, at which a trunk entered a state. */
function entered(log: CallLog, trunkId: string, state: string): number[] {
  return log.effects.flatMap(({ effect }) =>
    effect.type === 'route-state-changed' && effect.trunkId === trunkId && effect.to === state
      ? [effect.trace.at / 1_000]
      : [],
  );
}

const between = (from: number, to: number, treatment: Treatment) => (at: number) =>
  at >= from * 1_000 && at < to * 1_000 ? treatment : {};

describe('a carrier that fails', () => {
  it.each([
    { name: 'falls silent', treatment: { silent: true }, withinSeconds: 0.6 },
    { name: 'refuses everything', treatment: { failing: 1 }, withinSeconds: 0.45 },
    { name: 'fails with 500', treatment: { failing: 1, sipCode: 500 }, withinSeconds: 0.45 },
  ])('$name: open within $withinSeconds s, and back when it works again', ({ treatment, withinSeconds }) => {
    const log = run({ untilMs: 240_000, treatment: onFirst(between(60, 90, treatment)) });
    const [openedAt = Number.NaN] = entered(log, 'a1', 'open');
    expect(openedAt).toBeGreaterThan(60);
    expect(openedAt).toBeLessThan(60 + withinSeconds);
    expect(entered(log, 'a1', 'healthy').at(-1)).toBeGreaterThan(90);
    expect(entered(log, 'a1', 'healthy').at(-1)).toBeLessThan(180);
    expect(entered(log, 'b1', 'open')).toEqual([]);
    expect(log.lost).toBeLessThan(30);
  });

  it('leaves hop 1 while it is open, canaries aside', () => {
    const log = run({ treatment: onFirst(between(60, 120, { failing: 1 })) });
    const [openedAt = 0] = entered(log, 'a1', 'open');
    const firstHops = log.firstHops.filter(({ at }) => at > openedAt * 1_000);
    const onOpen = firstHops.filter(({ trunkId, reason }) => trunkId === 'a1' && reason !== 'canary');
    expect(onOpen).toEqual([]);
  });
});

describe('who is blamed', () => {
  const twoGroups = {
    call: (callId: number, random: () => number) =>
      aCall({ callId, callerNumber: CALLER, destination: destination(random() < 0.5 ? '91' : '92', random) }),
  };

  it('a fault towards one destination group opens that group on the trunk alone', () => {
    const treatment: CallTrial['treatment'] = (hop, at, callee) =>
      hop.trunkId === 'a1' && at >= 60_000 && callee.startsWith('92') ? { failing: 1 } : {};
    const out = changes(run({ ...twoGroups, treatment })).filter(({ to }) => to !== 'suspect' && to !== 'healthy');
    const routes = new Set(out.map((effect) => `${effect.trunkId} ${effect.destinationGroup}`));
    expect(routes).toEqual(new Set(['a1 to-92']));
  });

  it('when every carrier fails towards a destination, it is the destination and nobody is opened', () => {
    const treatment: CallTrial['treatment'] = (_hop, at, callee) =>
      at >= 60_000 && callee.startsWith('92') ? { failing: 1 } : {};
    const log = run({ ...twoGroups, treatment });
    expect(opens(log)).toEqual([]);
    expect(alarms(log)).toContain('destination-fault');
  });

  it('a share of refusals for want of room caps the trunk before it opens', () => {
    const log = run({ treatment: onFirst(between(60, 64, { failing: 0.3 })) });
    expect(entered(log, 'a1', 'congested')[0]).toBeLessThan(62);
    expect(entered(log, 'a1', 'open')).toEqual([]);
  });

  it('refusals of our account open the trunk once several numbers and callees are refused', () => {
    const call = (callId: number, random: () => number) =>
      aCall({ callId, callerNumber: random() < 0.5 ? CALLER : OTHER_CALLER, destination: destination('91', random) });
    const log = run({ call, treatment: onFirst(between(60, 90, { failing: 1, sipCode: 403 })) });
    expect(entered(log, 'a1', 'open')[0]).toBeLessThan(60.6);
    expect(alarms(log)).toContain('account-blocked');
    const own = run({ treatment: onFirst(between(60, 90, { failing: 1, sipCode: 403 })) });
    const numbers = opens(own).map((effect) => effect.number);
    expect(numbers[0]).toBe(CALLER);
  });
});

function changes(log: CallLog) {
  return log.effects.flatMap(({ effect }) => (effect.type === 'route-state-changed' ? [effect] : []));
}

function opens(log: CallLog) {
  return changes(log).filter(({ to }) => to === 'open');
}

function alarms(log: CallLog): string[] {
  return log.effects.flatMap(({ effect }) => (effect.type === 'alarm' ? [effect.alarm] : []));
}

describe('what must not open a route for long', () => {
  it('a blip of 0.6 s is closed within 2 s', () => {
    const log = run({ treatment: onFirst(between(60, 60.6, { silent: true })) });
    const [openedAt, closedAt] = [entered(log, 'a1', 'open')[0], entered(log, 'a1', 'healthy').at(-1)];
    if (openedAt !== undefined) expect(closedAt).toBeLessThan(62);
    expect(entered(log, 'a1', 'open').length).toBeLessThanOrEqual(1);
  });

  it('half a second slower opens once at most, for less than 2 s', () => {
    const log = run({ treatment: onFirst(between(60, 120, { addedMs: 500 })) });
    const [openedAt, healthyAt = 0] = [entered(log, 'a1', 'open')[0] ?? 0, entered(log, 'a1', 'healthy')[0]];
    expect(entered(log, 'a1', 'open').length).toBeLessThanOrEqual(1);
    expect(healthyAt - openedAt).toBeLessThan(2);
  });

  it('flapping of 5 s changes the route at most four times in ten minutes', () => {
    for (const treatment of [{ failing: 1 }, { silent: true }])
      for (const rate of [5, 50]) {
        const flaps = onFirst((at) => (at >= 60_000 && at % 10_000 < 5_000 ? treatment : {}));
        const log = run({ untilMs: 660_000, rate: () => rate, treatment: flaps });
        const opened = log.effects.filter(
          ({ effect }) =>
            effect.type === 'route-state-changed' &&
            effect.trunkId === 'a1' &&
            effect.to === 'open' &&
            effect.from !== 'probing',
        );
        const returned = [...entered(log, 'a1', 'ramping'), ...entered(log, 'a1', 'healthy')];
        expect(opened.length + returned.length).toBeLessThanOrEqual(4);
      }
  });
});

describe('determinism', () => {
  it('a snapshot goes on as if nothing had stopped', () => {
    const faults = onFirst(between(20, 50, { failing: 1 }));
    const whole = run({ treatment: faults, untilMs: 90_000 });
    const engine = createEngine(options);
    let router = engineRouter(engine);
    let current = engine;
    let events = 0;
    const interrupted = run(
      { treatment: faults, untilMs: 90_000 },
      {
        decide: (call, now) => router.decide(call, now),
        mayRetry: (call, next, now) => router.mayRetry(call, next, now),
        nextTickAt: (now) => router.nextTickAt(now),
        observe: (event, now) => {
          events += 1;
          if (events % 997 === 0) {
            current = restore(options, JSON.parse(JSON.stringify(snapshot(current))));
            router = engineRouter(current);
          }
          return router.observe(event, now);
        },
      },
    );
    expect(interrupted).toEqual(whole);
  });
});

import { describe, expect, test } from 'vitest';
import { ROUTERS } from './routers/registry';
import { readScenario } from './scenario/read';
import type { Scenario } from './scenario/schema';
import { runStudy, type Study } from './study';

const BASE = `
name: trial
title: Trial
kind: outage
place: india
lasts: 5m
warmUp: 30s
carriers:
  - { id: meridian, upstreams: [ridge] }
  - { id: sagar }
numbers:
  - { id: sales, carrier: meridian, first: "912240000000", count: 50, tied: true, fallback: { carrier: sagar, first: "912250000000" } }
destinations:
  - { group: east-mumbai, prefix: "9198", operator: east, circle: mumbai }
  - { group: vi-delhi, prefix: "9199", operator: vi, circle: delhi }
traffic:
  - { id: collections, numbers: sales, rate: 8 }
`;

function scenario(faults: string, change: (text: string) => string = (text) => text): Scenario {
  return readScenario(`${change(BASE)}\nfaults:\n${faults}`, 'trial.yaml');
}

function study(of: Scenario, names = [...ROUTERS.keys()], seeds = 1): Study {
  const policies = names.map((name) => {
    const make = ROUTERS.get(name);
    if (!make) throw new Error(`no router ${name}`);
    return { name, make };
  });
  return runStudy(of, { policies, seeds });
}

function counts(of: Study, policy: string) {
  const found = of.policies.find((one) => one.policy === policy)?.runs[0]?.counts;
  if (!found) throw new Error(`no ${policy}`);
  return found;
}

const SILENT = '  - { id: outage, kind: silent, at: 2m, lasts: 60s, carriers: [meridian] }';

describe('a run', () => {
  test('same seed, same hash; another seed, another', () => {
    const hashes = (of: Study) => of.policies.flatMap(({ runs }) => runs.map(({ hash }) => hash));
    const once = hashes(study(scenario(SILENT)));
    expect(hashes(study(scenario(SILENT)))).toEqual(once);
    const other = hashes(study({ ...scenario(SILENT), seed: 2 }));
    for (const hash of other) expect(once).not.toContain(hash);
  });

  test('the same hash on any machine', () => {
    const [run] = study(scenario(SILENT), ['retry-only']).policies[0]?.runs ?? [];
    expect([run?.trafficHash, run?.hash]).toMatchInlineSnapshot(`
      [
        "4ca1368b00f99ee8",
        "7def0919e6a3e03d",
      ]
    `);
  });

  test('every policy meets the same traffic', () => {
    const { policies } = study(scenario(SILENT), undefined, 2);
    for (const seed of [0, 1]) expect(new Set(policies.map(({ runs }) => runs[seed]?.trafficHash)).size).toBe(1);
    const own = policies.map(({ runs }) => (runs[0]?.counts.offered ?? 0) - (runs[0]?.counts.redials ?? 0));
    expect(new Set(own).size).toBe(1);
  });

  test('on a good day nothing is lost by any policy, and only one call in a hundred fails', () => {
    const result = study(readScenario(BASE, 'trial.yaml'));
    expect(counts(result, 'off').failed / counts(result, 'off').offered).toBeLessThan(0.03);
    for (const { runs } of result.policies) expect(runs[0]?.falseOpens).toBe(0);
    expect(counts(result, 'oracle').rerouted).toBe(0);
  });

  test('every measured call can be followed to its end', () => {
    const followed: number[] = [];
    const make = ROUTERS.get('retry-only');
    if (!make) throw new Error('no router');
    const result = runStudy(scenario(SILENT), {
      policies: [{ name: 'retry-only', make }],
      seeds: 1,
      onCall: ({ policy }, { attempts }) => followed.push(policy === 'retry-only' ? attempts.length : 0),
    });
    expect(followed.length).toBe(counts(result, 'retry-only').offered);
    expect(followed.filter((attempts) => attempts === 2).length).toBeGreaterThan(300);
  });

  test('every offered call ends in one way', () => {
    const faults = [SILENT, '  - { id: bad, kind: error, share: 0.4, at: 200s, lasts: 30s, carriers: [sagar] }'].join(
      '\n',
    );
    for (const { runs } of study(scenario(faults)).policies) {
      const { offered, completed, failed, abandoned } = runs[0]?.counts ?? counts(study(scenario(SILENT)), 'off');
      expect(completed + failed + abandoned).toBe(offered);
    }
  });

  test('a tied number is never shown by another carrier, and no callee rings twice', () => {
    for (const { runs } of study(scenario(SILENT), undefined, 3).policies)
      for (const run of runs) expect([run.counts.wrongNumber, run.counts.rungTwice]).toEqual([0, 0]);
  });
});

describe('faults', () => {
  test.each([
    ['silent', '  - { id: f, kind: silent, at: 2m, lasts: 60s, carriers: [meridian] }'],
    ['503', '  - { id: f, kind: error, at: 2m, lasts: 60s, carriers: [meridian] }'],
    ['refused', '  - { id: f, kind: refused, at: 2m, lasts: 60s, carriers: [meridian] }'],
    ['suspended', '  - { id: f, kind: suspended, at: 2m, lasts: 60s, carriers: [meridian] }'],
    ['upstream', '  - { id: f, kind: error, at: 2m, lasts: 60s, upstream: ridge }'],
    ['no channels', '  - { id: f, kind: congestion, channels: 1, at: 2m, lasts: 60s, carriers: [meridian] }'],
  ])('%s: without HA calls are lost, by retry or foresight they are not', (_, fault) => {
    const result = study(scenario(fault), ['off', 'retry-only', 'oracle']);
    const off = counts(result, 'off');
    const retried = counts(result, 'retry-only');
    expect(off.failed).toBeGreaterThan(300);
    expect(retried.failed).toBeLessThan(60);
    expect(retried.saved).toBeGreaterThan(300);
    expect(counts(result, 'oracle').rerouted).toBeGreaterThan(300);
    expect(off.redials).toBeGreaterThan(50);
  });

  test('one destination, circle, operator or prefix: the others go on', () => {
    for (const place of ['destinations: [east-mumbai]', 'circle: mumbai', 'operator: east', 'prefix: "9198"']) {
      const off = counts(study(scenario(`  - { id: f, kind: error, at: 2m, lasts: 60s, ${place} }`), ['off']), 'off');
      expect(off.failed).toBeGreaterThan(150);
      expect(off.failed).toBeLessThan(450);
    }
  });

  test('both carriers: the oracle loses the calls too', () => {
    const result = study(scenario('  - { id: f, kind: error, at: 2m, lasts: 60s, carriers: [meridian, sagar] }'), [
      'oracle',
    ]);
    expect(counts(result, 'oracle').failed).toBeGreaterThan(300);
  });

  test('a blip shorter than an INVITE’s repetition loses nothing', () => {
    const result = study(
      scenario('  - { id: f, kind: silent, loses: packets, at: 2m, lasts: 600ms, carriers: [meridian] }'),
      ['off'],
    );
    const healthy = study(readScenario(BASE, 'trial.yaml'), ['off']);
    expect(counts(result, 'off').failed - counts(healthy, 'off').failed).toBeLessThanOrEqual(2);
    expect(counts(result, 'off').harmed).toBeGreaterThan(0);
  });

  test('answers that come after the hop was given up are paid by us, and never connected', () => {
    const deaf = '  - { id: f, kind: silent, loses: responses, at: 2m, lasts: 14s, carriers: [meridian] }';
    const result = study(scenario(deaf), ['retry-only']);
    const [run] = result.policies[0]?.runs ?? [];
    expect(run?.counts.lateAnswers).toBeGreaterThan(5);
    expect(run?.money.lateCostMicros).toBe((run?.counts.lateAnswers ?? 0) * 6_000);
  });

  test('slow set-up is left for the next hop, and no phone rings twice', () => {
    const slow = '  - { id: f, kind: slow, adds: 9s, at: 2m, lasts: 60s, carriers: [meridian] }';
    const found = counts(study(scenario(slow), ['retry-only']), 'retry-only');
    expect(found.delayed).toBeGreaterThan(100);
    expect(found.rungTwice).toBe(0);
  });

  test('false answers count as failed, one-way audio and loss as poor', () => {
    const of = (kind: string) =>
      counts(study(scenario(`  - { id: f, kind: ${kind}, at: 2m, lasts: 60s, carriers: [meridian] }`), ['off']), 'off');
    expect(of('false-answer').failed).toBeGreaterThan(300);
    expect(of('one-way-audio').poor).toBeGreaterThan(200);
    expect(of('quality, loss: 0.15').poor).toBeGreaterThan(200);
  });

  test('a lower answer rate loses conversations but fails no call', () => {
    const result = study(
      scenario('  - { id: f, kind: answer-rate, factor: 0.5, at: 2m, lasts: 60s, carriers: [meridian] }'),
      ['off', 'oracle'],
    );
    expect(counts(result, 'off').lost).toBeGreaterThan(counts(result, 'oracle').lost + 80);
    expect(counts(result, 'off').failed).toBeLessThan(60);
  });

  test('dropped calls end early', () => {
    const talk = (kind: string) =>
      study(scenario(`  - { id: f, kind: ${kind}, at: 2m, lasts: 60s, carriers: [meridian] }`), ['off']).policies[0]
        ?.runs[0]?.money.minutes ?? 0;
    expect(talk('drops')).toBeLessThan(talk('answer-rate, factor: 0.99') * 0.9);
  });

  test('talks that a fault ends are counted as cut off, those that end of themselves are not', () => {
    const of = (text: string) => study(scenario(text), ['off', 'oracle']);
    const cut = of('  - { id: f, kind: drops, after: 5s, at: 2m, lasts: 60s, carriers: [meridian] }');
    const [run] = cut.policies[0]?.runs ?? [];
    const { answered, dropped, failed } = counts(cut, 'off');
    // 8 calls a second of which 0.6 are answered, for a minute; most talks are longer than 5 s.
    expect(dropped).toBeGreaterThan(250);
    expect(dropped).toBeLessThan(8 * 0.6 * 60 + 8 * 0.6 * 120);
    expect(answered).toBeGreaterThan(dropped);
    expect(failed).toBeLessThan(60);
    expect(run?.series.dropped.reduce((sum, count) => sum + count, 0)).toBe(dropped);
    expect(run?.faults[0]?.dropped).toBeLessThan(dropped);
    // Who foresees it spares all but those who were talking, or about to.
    expect(counts(cut, 'oracle').dropped).toBeGreaterThan(50);
    expect(counts(cut, 'oracle').dropped).toBeLessThan(dropped - (run?.faults[0]?.dropped ?? 0) + 50);
    for (const kind of ['one-way-audio', 'answer-rate, factor: 0.5', 'false-answer'])
      expect(counts(of(`  - { id: f, kind: ${kind}, at: 2m, lasts: 60s, carriers: [meridian] }`), 'off').dropped).toBe(
        0,
      );
    expect(run?.sample.filter(({ attempts }) => attempts[0]?.end === '200, cut off').length).toBeGreaterThan(50);
  });

  test('what the router says of a fault is noticed while it lasts, and on its way only', () => {
    const other = '  - { id: other, kind: drops, at: 150s, lasts: 1s, carriers: [sagar] }';
    const result = study(scenario(`${SILENT}\n${other}`), ['off', 'engine']);
    const noticed = result.policies.map(({ runs }) => runs[0]?.faults.map(({ noticedMs }) => noticedMs));
    expect(noticed).toEqual([
      [null, null],
      [expect.any(Number), null],
    ]);
    const [fault] = result.policies[1]?.runs[0]?.faults ?? [];
    expect(fault?.noticedMs).toBeLessThanOrEqual(fault?.detectionMs ?? 0);
    expect(fault?.noticedMs).toBeGreaterThan(0);
  });

  test('flapping comes and goes', () => {
    const flaps =
      '  - { id: f, kind: error, flapping: { down: 5s, up: 5s }, at: 2m, lasts: 60s, carriers: [meridian] }';
    const off = counts(study(scenario(flaps), ['off']), 'off');
    expect(off.failed).toBeGreaterThan(150);
    expect(off.failed).toBeLessThan(400);
  });
});

describe('people', () => {
  test('listeners give up while nothing is heard', () => {
    const human = (text: string) => text.replace('rate: 8', 'rate: 8, humanListens: true');
    const silent = scenario(SILENT, human);
    expect(counts(study(silent, ['off']), 'off').abandoned).toBeGreaterThan(20);
  });

  test('a dialling machine keeps its agents busy and slows down when calls fail', () => {
    const paced = (text: string) => text.replace('rate: 8', 'rate: 50, talk: { median: 20s }, pacing: { agents: 60 }');
    const result = study(scenario(SILENT, paced), ['off', 'oracle']);
    const waits = result.policies.map(({ runs }) => runs[0]?.agentWaitMs ?? 0);
    expect(waits[0]).toBeGreaterThan((waits[1] ?? 0) * 1.1);
    const served = (policy: string) => counts(result, policy).answered - counts(result, policy).withoutAgent;
    expect(served('oracle')).toBeGreaterThan(served('off') * 1.05);
  });

  test('a list gets worse', () => {
    const worse = (text: string) => text.replace('rate: 8', 'rate: 8, listEndsAt: 0.2');
    const [usual, sinking] = [scenario(SILENT), scenario(SILENT, worse)].map(
      (of) => counts(study(of, ['oracle']), 'oracle').answered,
    );
    expect(sinking ?? 0).toBeLessThan((usual ?? 0) * 0.75);
  });

  test('an unfamiliar number is answered less', () => {
    const shy = (text: string) => text.replace('first: "912250000000"', 'first: "912250000000", pickUp: 0.5');
    const long = '  - { id: outage, kind: silent, at: 40s, lasts: 250s, carriers: [meridian] }';
    const [usual, shunned] = [scenario(long), scenario(long, shy)].map(
      (of) => counts(study(of, ['oracle']), 'oracle').answered,
    );
    expect(shunned ?? 0).toBeLessThan((usual ?? 0) * 0.7);
  });
});

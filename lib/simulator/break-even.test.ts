import { describe, expect, test } from 'vitest';
import { breakEven } from './break-even';
import { breakEvenSentences } from './report/sentences';
import { ROUTERS } from './routers/registry';
import { readScenario } from './scenario/read';
import { runStudy } from './study';

const TEXT = `
name: worth
title: A minute of outage for one number
kind: outage
place: elsewhere
lasts: 3m
carriers: [{ id: meridian }, { id: sagar }]
numbers: [{ id: sales, carrier: meridian, first: "912240000000" }]
destinations: [{ group: mumbai, prefix: "9198" }]
traffic: [{ id: collections, numbers: sales, rate: 1 }]
faults: [{ id: outage, kind: silent, at: 1m, lasts: 1m, carriers: [meridian] }]
money: { haRentalPerMonth: 2.5, outageMinutesPerYear: { median: 3, p95: 30 } }
`;

const POLICIES = ['off', 'engine'].flatMap((name) => {
  const make = ROUTERS.get(name);
  return make ? [{ name, make }] : [];
});

const scenario = readScenario(TEXT, 'worth.yaml');
const { policies } = runStudy(scenario, { policies: POLICIES, seeds: 1 });

/** What comes of it when the engine saved so many conversations in the minute of outage, seed by seed. */
function worth(saved: readonly number[], valuePerAnsweredCall: number | null = 1) {
  const answers = policies.map(({ policy, runs: [run] }) => {
    if (!run) throw new Error('no run');
    const runs = saved.map((more) => ({
      ...run,
      counts: { ...run.counts, answered: 100 + (policy === 'engine' ? more : 0) },
    }));
    return { policy, runs };
  });
  const found = breakEven({ ...scenario, money: { ...scenario.money, valuePerAnsweredCall } }, answers);
  if (!found) throw new Error('no break-even');
  return { found, sentences: breakEvenSentences(found) };
}

/** The same when a fault cut off so many talks of each. */
function cutOff(off: number, engine: number) {
  const ran = policies.map(({ policy, runs }) => {
    const dropped = policy === 'off' ? off : engine;
    const cut = runs.map((run) => ({
      ...run,
      counts: { ...run.counts, answered: 100, failed: 0, harmed: 50, rerouted: 20, dropped },
      faults: run.faults.map((fault) => ({ ...fault, failed: 0, dropped })),
    }));
    return { policy, runs: cut };
  });
  const found = breakEven({ ...scenario, money: { ...scenario.money, valuePerAnsweredCall: 1 } }, ran);
  if (!found) throw new Error('no break-even');
  return { found, sentences: breakEvenSentences(found) };
}

describe('break-even', () => {
  test('of conversations saved in every seed', () => {
    const { found, sentences } = worth([10, 20, 10]);
    expect(found.paysAbove).toEqual({ median: 3, low: 1.5, high: 3, seeds: 3, without: 0 });
    expect(found.minutesPerYear).toEqual({ median: 3, low: 1.5, high: 3, seeds: 3 });
    expect(found.shareOfYears).toBeCloseTo(0.5, 10);
    expect(sentences.slice(0, 4)).toEqual([
      'HA costs 30 USD a year for 1 number and pays for itself above 3 (1.5 to 3) outage minutes a year.',
      'By your expectation (3 minutes in a median year, 30 in one of twenty) it pays in 50 of 100 years.',
      'Each outage minute loses 10 (10 to 20) more conversations without HA, net of redials.',
      'A conversation saved costs 1 (0.5 to 1) USD in a median year, 0.1 (0.05 to 0.1) USD in a bad one.',
    ]);
  });

  test('a seed in which HA did not pay is a seed', () => {
    const { found, sentences } = worth([10, 20, -5]);
    expect(found.paysAbove).toEqual({ median: 3, low: 1.5, high: null, seeds: 3, without: 1 });
    expect([found.minutesPerYear, found.costPerSavedCall]).toEqual([null, null]);
    expect(sentences[0]).toContain('above 3 (1.5 to never) outage minutes a year. In 1 of 3 seeds it does not pay.');
    expect(sentences[3]).toContain('costs 1 (0.5 to no price, as none was saved) USD in a median year');
  });

  test('half of the seeds saved nothing: HA does not pay, and in no year', () => {
    const { found, sentences } = worth([10, 0, -5, -5]);
    expect(found.paysAbove).toMatchObject({ median: null, low: 3, without: 3 });
    expect(found.shareOfYears).toBe(0);
    expect(sentences).toEqual(
      expect.arrayContaining([
        'HA costs 30 USD a year for 1 number and does not pay, however long outages last. In 3 of 4 seeds it does not pay.',
        'Each outage minute loses 2.5 (-10 to 5) more conversations with HA than without it, net of redials.',
        'No conversation was saved, net of redials, so none has a cost.',
      ]),
    );
  });

  test('nothing saved is told apart from no value given', () => {
    expect(worth([0], 1).sentences).toEqual(
      expect.arrayContaining([
        'HA costs 30 USD a year for 1 number and does not pay, however long outages last.',
        'An outage minute loses as many conversations with HA as without it, net of redials.',
      ]),
    );
    const { found, sentences } = worth([0], null);
    expect([found.paysAbove, found.minutesPerYear, found.shareOfYears]).toEqual([null, null, null]);
    expect(sentences[0]).toContain('say what an answered call is worth');
  });

  test('a conversation that a fault cut off is not won', () => {
    const { found, sentences } = cutOff(40, 10);
    expect(found.savedPerOutageMinute.median).toBe(30);
    expect(found.paysAbove?.median).toBe(1);
    expect(found.estimatedSaves.median).toBe((20 * 40) / 50);
    expect(sentences).toContain('Conversations cut off count as lost: 40 without HA, 10 with it.');
    expect(cutOff(10, 40).found.paysAbove?.median).toBeNull();
    expect(worth([10]).sentences.join(' ')).not.toContain('cut off');
  });

  test('stays itself as JSON', () => {
    const { found } = worth([10, 0, -5]);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});

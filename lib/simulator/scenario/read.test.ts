import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PEERS } from '../peers/registry';
import { ROUTERS } from '../routers/registry';
import { scenarioJsonSchema } from './json-schema';
import { namesOf } from './names';
import { POLICY_NAMES } from './policy-names';
import { readScenario, ScenarioError } from './read';

const GOOD = `
name: one-outage
title: One outage
kind: outage
place: india
lasts: 6m
warmUp: 1m
carriers:
  - id: meridian
  - id: sagar
numbers:
  - { id: sales, carrier: meridian, first: "912240000000", count: 50, tied: true, fallback: { carrier: sagar, first: "912250000000" } }
destinations:
  - { group: mumbai, prefix: "9198" }
traffic:
  - { id: collections, numbers: sales, rate: 5 }
faults:
  - { id: outage, kind: silent, at: 2m, lasts: 1m, carriers: [meridian] }
expect:
  - { figure: rungTwice, atMost: 0 }
`;

/** The mistakes of the good file with one thing changed. */
function mistakes(from: string, to: string): string {
  expect(GOOD).toContain(from);
  try {
    readScenario(GOOD.replace(from, to), 'one.yaml');
    return 'none';
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
}

describe('a scenario file', () => {
  test('is read with its defaults, times in ms', () => {
    const scenario = readScenario(GOOD, 'one.yaml');
    expect(scenario.lasts).toBe(360_000);
    expect(scenario.startsAt).toBe(9 * 3_600_000);
    expect(scenario.carriers[0]?.ringing).toEqual({ median: 2_200, spread: 0.4 });
    expect(scenario.traffic[0]?.redial.most).toBe(2);
  });

  test('may be JSON', () => {
    const scenario = readScenario(GOOD, 'one.yaml');
    const json = JSON.stringify({
      ...{ name: scenario.name, title: scenario.title, kind: 'outage', place: 'india', lasts: '6m' },
      carriers: [{ id: 'meridian' }],
      numbers: [{ id: 'sales', carrier: 'meridian', first: '912240000000' }],
      destinations: [{ group: 'mumbai', prefix: '9198' }],
      traffic: [{ id: 'collections', numbers: 'sales', rate: 5 }],
    });
    expect(readScenario(json, 'one.json').numbers[0]?.count).toBe(1);
  });

  test.each([
    ['rate: 5', 'rates: 5', 'one.yaml: traffic[0]: unknown key "rates"; allowed are answer, '],
    ['lasts: 6m', 'warm: 6m', 'one.yaml: lasts: '],
    ['lasts: 6m', 'lasts: 6', 'one.yaml: lasts: must be a time with its unit'],
    ['lasts: 6m', 'lasts: 6 minutes', 'one.yaml: lasts: must be a time with its unit'],
    ['count: 50', 'count: 1.5', 'one.yaml: numbers[0].count: '],
    ['kind: silent', 'kind: gone', 'one.yaml: faults[0].kind: kind must be silent, error,'],
    [
      'carriers: [meridian] }',
      'carriers: [nowhere] }',
      'faults[0].carriers: there is no carrier "nowhere"; there are meridian, sagar',
    ],
    ['carriers: [meridian] }', 'share: 1 }', 'faults[0]: must say where it lies by one of carriers, trunks,'],
    ['carriers: [meridian] }', 'prefix: "44" }', 'faults[0].prefix: no destination’s prefix begins with 44'],
    ['at: 2m, lasts: 1m', 'at: 2m, lasts: 9m', 'faults[0].lasts: must end within the run'],
    ['at: 2m', 'at: 30s', 'faults[0].at: must not begin before the warm-up ends'],
    ['kind: silent', 'kind: slow', 'faults[0]: slow needs times above 1 or adds'],
    ['kind: silent', 'kind: congestion', 'faults[0]: congestion needs channels, cps or a share below 1'],
    ['carrier: sagar', 'carrier: meridian', 'numbers[0].fallback.carrier: must be another carrier'],
    ['tied: true', 'tied: false', 'numbers[0].fallback: only tied numbers have a fallback number'],
    ['"912250000000"', '"912240000049"', 'these numbers overlap those of'],
    ['numbers: sales', 'numbers: support', 'traffic[0].numbers: there is no number group "support"; there are sales'],
    ['- id: sagar', '- id: meridian', 'carriers[1].id: "meridian" stands twice'],
    ['figure: rungTwice', 'figure: luck', 'expect[0].figure: must be one of offered,'],
    ['figure: rungTwice', 'figure: detectionMs', 'expect[0]: detectionMs, recoveryMs, noticedMs need a fault'],
    [
      'figure: rungTwice',
      'policy: engin, figure: rungTwice',
      'expect[0].policy: there is no policy "engin"; there are off, retry-only, engine, oracle, consecutive-5,',
    ],
    ['figure: rungTwice', 'beyond: orakel, figure: rungTwice', 'expect[0].beyond: there is no policy "orakel"'],
    [
      'carriers: [meridian] }',
      'operator: east }',
      'faults[0].operator: there is no operator "east"; the file names none',
    ],
    [
      'kind: silent',
      'kind: suspended, sipCode: 403',
      'one.yaml: faults[0]: unknown key "sipCode"; allowed are at, carriers, cause, circle, destinations, flapping, id, kind, lasts, operator, prefix, probes, share, trunks, upstream',
    ],
    [
      'rate: 5',
      'rate: { steps: [{ at: 10s, perSecond: 5 }, { at: 10s, perSecond: 9 }] }',
      'traffic[0].rate.steps: must stand in the order of time, each later than the one before',
    ],
    [
      'carriers: [meridian] }',
      'carriers: [meridian], trunks: [sagar] }',
      'faults[0]: lies nowhere: no trunk fits carriers and trunks',
    ],
    ['lasts: 6m', 'lasts: 99999999d', 'one.yaml: lasts: must be at most 366d'],
    ['name: one-outage', 'name: one-outage\nname: two', 'Map keys must be unique'],
    ['rate: 5', 'rate: { byHour: [1, 2] }', 'traffic[0].rate.byHour: must have 24 figures'],
  ])('%s → %s', (from, to, says) => {
    expect(mistakes(from, to)).toContain(says);
  });

  test('a fault whose destinations exclude one another lies nowhere', () => {
    const [carriers, destination] = ['carriers: [meridian] }', '- { group: mumbai, prefix: "9198" }'];
    const text = GOOD.replace(carriers, 'destinations: [mumbai], circle: delhi }').replace(
      destination,
      `${destination}\n  - { group: delhi, prefix: "9199", circle: delhi }`,
    );
    expect(() => readScenario(text, 'one.yaml')).toThrow(
      'one.yaml: faults[0]: lies nowhere: no destination fits destinations and circle',
    );
    expect(readScenario(text.replace('[mumbai]', '[mumbai, delhi]'), 'one.yaml').faults.length).toBe(1);
  });

  test('two faults of one kind at one place may not overlap', () => {
    const twice = '[meridian] }\n  - { id: again, kind: silent, at: 150s, lasts: 1m, carriers: [meridian] }';
    expect(mistakes('[meridian] }', twice)).toContain(
      'faults[1]: overlaps fault "outage" of the same kind at the same place',
    );
    expect(mistakes('[meridian] }', twice.replace('at: 150s', 'at: 3m'))).toBe('none');
  });

  test('the README’s example is one', () => {
    const readme = fs.readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8');
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(readScenario(example, 'README.md').faults.map(({ id }) => id)).toEqual(['outage', 'patch']);
  });

  test('an expectation may speak of every policy that can be run, and of no other', () => {
    expect([...POLICY_NAMES]).toEqual([...ROUTERS.keys(), ...PEERS.keys()]);
  });

  test('every mistake is named at once', () => {
    expect(mistakes('rate: 5', 'rates: 5').split('\n').length).toBeGreaterThan(1);
  });

  test('has a JSON Schema for editors', () => {
    const schema = scenarioJsonSchema();
    expect(Object.keys(schema.properties ?? {})).toContain('faults');
    expect(schema.additionalProperties).toBe(false);
  });
});

test('carriers and trunks are called as people call them', () => {
  const text = GOOD.replace(
    '- id: sagar',
    '- { id: sagar, name: Sagar Telecom, trunks: [{ id: sagar-pune }, { id: sagar-goa }] }',
  );
  const nameOf = namesOf(readScenario(text, 'names'));
  const ids = ['meridian', 'sagar', 'sagar-pune', 'elsewhere'];
  expect(ids.map(nameOf)).toEqual(['Meridian', 'Sagar Telecom', 'Sagar Telecom, Sagar pune', 'elsewhere']);
});

import { describe, expect, test } from 'vitest';
import { ROUTERS } from './routers/registry';
import { loadScenario, shippedScenarios } from './scenario/load';
import type { Scenario } from './scenario/schema';
import { runStudy } from './study';

/** The policies that a scenario's expectations speak of. */
function policiesOf({ expect: expectations }: Scenario) {
  const named = new Set(
    expectations.flatMap(({ policy, beyond }) => [policy, ...(beyond === undefined ? [] : [beyond])]),
  );
  return [...ROUTERS].flatMap(([name, make]) => (named.has(name) ? [{ name, make }] : []));
}

describe('shipped scenarios', () => {
  const names = shippedScenarios();

  test('cover outage, congestion and quality, in India and elsewhere', () => {
    expect(names.length).toBeGreaterThanOrEqual(16);
    const kinds = new Set(names.map(loadScenario).map(({ kind, place }) => `${kind} ${place}`));
    for (const kind of ['outage', 'congestion', 'quality'])
      for (const place of ['india', 'elsewhere']) expect(kinds).toContain(`${kind} ${place}`);
  });

  test.each(names)('%s meets its expectations', (name) => {
    const scenario = loadScenario(name);
    expect(scenario.name).toBe(name);
    expect(scenario.expect.length).toBeGreaterThan(0);
    const { expectations } = runStudy(scenario, { policies: policiesOf(scenario), seeds: 1 });
    expect(expectations.length).toBe(scenario.expect.length);
    const missed = expectations.filter(({ isMet }) => !isMet).map(({ says, found }) => `${says}, found ${found}`);
    expect(missed).toEqual([]);
  });

  /** In these a router is to leave calls where they are, as HA off does. */
  const idle = new Set(['bad-list-india', 'blip-india', 'shift-start-india']);

  test.each(names.filter((name) => !idle.has(name)))('%s is not met by HA off in the place of the engine', (name) => {
    const scenario = loadScenario(name);
    const off = ROUTERS.get('off');
    if (!off) throw new Error('no router off');
    const policies = policiesOf(scenario).map((one) => (one.name === 'engine' ? { ...one, make: off } : one));
    const { expectations } = runStudy(scenario, { policies, seeds: 1 });
    expect(expectations.filter(({ isMet }) => !isMet).map(({ says }) => says)).not.toEqual([]);
  });
});

import fs from 'node:fs';
import path from 'node:path';
import { readScenario, ScenarioError } from './read';
import type { Scenario } from './schema';

const SHIPPED = path.join(import.meta.dirname, '../scenarios');
const SUFFIX = '.scenario.yaml';
/** A scenario that is longer is no scenario. */
const MOST_BYTES = 8 << 20;

/**
 * Reads a scenario file, or a shipped one by its bare name.
 * @throws {ScenarioError} when there is no such file or it cannot be run
 */
export function loadScenario(named: string): Scenario {
  const file = fs.existsSync(named) || !/^[a-z0-9-]+$/.test(named) ? named : path.join(SHIPPED, named + SUFFIX);
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile())
    throw new ScenarioError([`${named}: there is no such file; shipped are ${shippedScenarios().join(', ')}`]);
  if (stat.size > MOST_BYTES) throw new ScenarioError([`${named}: is larger than 8 MB`]);
  return readScenario(fs.readFileSync(file, 'utf8'), named);
}

/** Names of the scenarios that come with the simulator. */
export function shippedScenarios(): string[] {
  return fs
    .readdirSync(SHIPPED)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();
}

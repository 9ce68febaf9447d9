import { stringify } from 'yaml';
import type { ScenarioText } from './types';

/** A scenario as a YAML file that the form and `npm run sim` read again. */
export function composeScenarioFile(scenario: ScenarioText): string {
  return stringify(scenario, { lineWidth: 110, defaultStringType: 'PLAIN', defaultKeyType: 'PLAIN' });
}

import 'server-only';
import { parseDocument } from 'yaml';
import { AppError } from '@/lib/errors';
import { readScenario, ScenarioError } from '@/lib/simulator/scenario/read';
import type { Scenario } from '@/lib/simulator/scenario/schema';
import { MOST_SCENARIO_BYTES } from './format';
import { tooLarge } from './rules';
import type { ScenarioText } from './types';

/** As many mistakes as are told at once. */
const MOST_MISTAKES = 20;
const FILE = 'scenario';

/** The scenario of a form or a kept run, read and checked. One line of the refusal for each mistake: path, what is allowed. */
export function parseScenario(written: ScenarioText): Scenario {
  const text = JSON.stringify(written);
  if (Buffer.byteLength(text) > MOST_SCENARIO_BYTES)
    throw new AppError('invalid_input', 'The scenario is larger than 1 MB.', { field: 'scenario' });
  try {
    const scenario = readScenario(text, FILE);
    const problem = tooLarge(scenario);
    if (problem) throw new AppError('invalid_input', problem, { field: 'scenario' });
    return scenario;
  } catch (error) {
    throw error instanceof ScenarioError ? refusalOf(error) : error;
  }
}

function refusalOf(error: ScenarioError): AppError {
  const all = error.mistakes.map((mistake) => mistake.replace(`${FILE}: `, ''));
  const told = all.slice(0, MOST_MISTAKES);
  const more = all.length > told.length ? [`and ${all.length - told.length} more mistakes`] : [];
  return new AppError('invalid_input', [...told, ...more].join('\n'), { field: 'scenario', cause: error });
}

/**
 * Text of a scenario file, YAML or JSON, as the form takes it: what its author wrote, unread. Whether it can be run
 * is told by `parseScenario`.
 */
export function parseScenarioFile(text: string): ScenarioText {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem)
    throw new AppError('invalid_input', `The file cannot be read: ${problem.message.trim().split('\n')[0] ?? ''}`, {
      field: 'file',
    });
  const written: unknown = document.toJS({ maxAliasCount: 100 });
  if (!isObject(written))
    throw new AppError(
      'invalid_input',
      'The file holds no scenario: it must be an object with name, title, carriers and so on.',
      {
        field: 'file',
      },
    );
  return written;
}

function isObject(value: unknown): value is ScenarioText {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

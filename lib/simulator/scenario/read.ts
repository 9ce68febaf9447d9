import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { findMistakes } from './check';
import { allowedKeys } from './json-schema';
import { type Scenario, scenarioSchema } from './schema';

/** A scenario that cannot be run; its message is one line for each mistake: file, path, what is allowed. */
export class ScenarioError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.name = 'ScenarioError';
    this.mistakes = mistakes;
  }
}

/**
 * Reads a scenario from YAML or JSON text (JSON is YAML).
 * @param file how mistakes name the text
 * @throws {ScenarioError} when the text cannot be read, a key is unknown, a value is impossible or parts contradict
 */
export function readScenario(text: string, file: string): Scenario {
  const result = scenarioSchema.safeParse(parseText(text, file));
  if (!result.success) throw new ScenarioError(result.error.issues.flatMap((issue) => describe(issue, file)));
  const mistakes = findMistakes(result.data);
  if (mistakes.length > 0) throw new ScenarioError(mistakes.map(({ path, says }) => `${file}: ${path}: ${says}`));
  return result.data;
}

function parseText(text: string, file: string): unknown {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  if (document.errors.length > 0)
    throw new ScenarioError(document.errors.map((error) => `${file}: ${error.message.trim()}`));
  // Aliases that multiply would otherwise make a small file a large one.
  return document.toJS({ maxAliasCount: 100 });
}

/** `carriers[0].firstResponse.median` */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'the whole file';
}

function describe(issue: z.core.$ZodIssue, file: string): string[] {
  const at = `${file}: ${pathText(issue.path)}`;
  if (issue.code === 'unrecognized_keys') {
    const allowed = allowedKeys(issue.path).join(', ');
    return issue.keys.map((key) => `${at}: unknown key "${key}"; allowed are ${allowed}`);
  }
  if (issue.message.endsWith('received undefined')) return [`${at}: is missing`];
  return [`${at}: ${issue.message}`];
}

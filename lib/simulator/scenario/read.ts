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
  const value = parseText(text, file);
  const result = scenarioSchema.safeParse(value);
  if (!result.success) {
    const allowed = (path: readonly PropertyKey[]) => allowedKeys(path, value);
    throw new ScenarioError(
      result.error.issues.flatMap((issue) => describeIssue(issue, { name: file, whole: 'the whole file', allowed })),
    );
  }
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

/** What is read, as mistakes speak of it. */
interface Subject {
  /** Begins each line. */
  name: string;
  /** What an issue without a path lies in. */
  whole: string;
  /** The keys that may stand at a path. */
  allowed: (path: readonly PropertyKey[]) => readonly string[];
}

/** An issue of Zod as lines for the user: where it lies, what is wrong, what is allowed. */
export function describeIssue(issue: z.core.$ZodIssue, { name, whole, allowed }: Subject): string[] {
  const at = `${name}: ${pathText(issue.path) || whole}`;
  if (issue.code === 'unrecognized_keys') {
    const keys = allowed(issue.path).join(', ');
    return issue.keys.map((key) => `${at}: unknown key "${key}"; allowed are ${keys}`);
  }
  if (issue.message.endsWith('received undefined')) return [`${at}: is missing`];
  return [`${at}: ${issue.message}`];
}

/** `carriers[0].firstResponse.median` */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '');
}

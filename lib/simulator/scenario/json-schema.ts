import { z } from 'zod';
import { scenarioSchema } from './schema';

type Node = z.core.JSONSchema.BaseSchema;

/** The JSON Schema (2020-12) of a scenario file, for editors; the same Zod schema that reads it. */
export function scenarioJsonSchema(): Node {
  return { ...z.toJSONSchema(scenarioSchema, { io: 'input', unrepresentable: 'any' }), title: 'Scenario' };
}

let cached: Node | undefined;

/** The keys that the file may have at a path, sorted. */
export function allowedKeys(path: readonly PropertyKey[]): string[] {
  cached ??= scenarioJsonSchema();
  let nodes: Node[] = [cached];
  for (const part of path) nodes = nodes.flatMap((node) => stepInto(node, part));
  const keys = nodes.flatMap(alternatives).flatMap((node) => Object.keys(node.properties ?? {}));
  return [...new Set(keys)].sort();
}

function alternatives(node: Node): Node[] {
  return [
    node,
    ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((one) => (isNode(one) ? alternatives(one) : [])),
  ];
}

function stepInto(node: Node, part: PropertyKey): Node[] {
  return alternatives(node).flatMap((one) => {
    const next = typeof part === 'number' ? one.items : one.properties?.[String(part)];
    return isNode(next) ? [next] : [];
  });
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

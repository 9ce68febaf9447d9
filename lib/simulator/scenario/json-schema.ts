import { z } from 'zod';
import { scenarioSchema } from './schema';

type Node = z.core.JSONSchema.BaseSchema;

/** The JSON Schema (2020-12) of a scenario file, for editors; the same Zod schema that reads it. */
export function scenarioJsonSchema(): Node {
  return { ...z.toJSONSchema(scenarioSchema, { io: 'input', unrepresentable: 'any' }), title: 'Scenario' };
}

let cached: Node | undefined;

/**
 * The keys that the file may have at a path, sorted.
 * @param file what was read; where a kind decides which keys there are, those of the kind that the file names
 */
export function allowedKeys(path: readonly PropertyKey[], file: unknown): string[] {
  cached ??= scenarioJsonSchema();
  let nodes: Node[] = [cached];
  let value = file;
  for (const part of path) {
    nodes = nodes.flatMap((node) => stepInto(alternatives(node, value), part));
    value = valueAt(value, part);
  }
  const keys = nodes.flatMap((node) => alternatives(node, value)).flatMap((node) => Object.keys(node.properties ?? {}));
  return [...new Set(keys)].sort();
}

/** A node and all that may stand in its place, but for those that the value shows not to be meant. */
function alternatives(node: Node, value: unknown): Node[] {
  const others = [...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  const meant = others.flatMap((one) => (isNode(one) && !contradicts(one, value) ? [one] : []));
  return [node, ...meant.flatMap((one) => alternatives(one, value))];
}

/** Whether the value names another kind than the node is for. */
function contradicts({ properties = {} }: Node, value: unknown): boolean {
  return Object.entries(properties).some(([key, one]) => {
    const given = valueAt(value, key);
    return isNode(one) && one.const !== undefined && given !== undefined && given !== one.const;
  });
}

function valueAt(value: unknown, part: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
}

function stepInto(nodes: readonly Node[], part: PropertyKey): Node[] {
  return nodes.flatMap((one) => {
    const next = typeof part === 'number' ? one.items : one.properties?.[String(part)];
    return isNode(next) ? [next] : [];
  });
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

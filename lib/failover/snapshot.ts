/**
 * A graph of plain objects, arrays, maps and typed arrays as one JSON value and back, exactly: shared objects stay
 * shared, Infinity and NaN survive. By it the engine's state outlives a restart.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type Typed = Float64Array | Int32Array;

/** `nodes[i]` is an object with its values encoded; `{ r: i }` refers to it. */
export interface EncodedGraph {
  readonly [key: string]: Json;
  readonly nodes: readonly Json[];
}

/** @throws TypeError when the graph holds what JSON has no word for: functions, symbols, class instances. */
export function encodeGraph(root: object): EncodedGraph {
  const ids = new Map<object, number>();
  const nodes: Json[] = [];
  const waiting: object[] = [];
  const idOf = (value: object) => {
    const known = ids.get(value);
    if (known !== undefined) return known;
    ids.set(value, ids.size);
    waiting.push(value);
    return ids.size - 1;
  };
  const encode = (value: unknown): Json => {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { n: asText(value) };
    if (value === undefined) return { u: 0 };
    if (typeof value === 'object') return { r: idOf(value) };
    throw new TypeError(`A snapshot cannot hold a ${typeof value}.`);
  };
  idOf(root);
  // Grows while it is read.
  for (const next of waiting) nodes.push(encodeNode(next, encode));
  return { nodes };
}

function asText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function encodeNode(node: object, encode: (value: unknown) => Json): Json {
  if (Array.isArray(node)) return { a: node.map(encode) };
  if (node instanceof Map) return { m: [...node].map(([key, value]) => [encode(key), encode(value)]) };
  if (node instanceof Float64Array) return { f: Array.from(node, encode) };
  if (node instanceof Int32Array) return { i: Array.from(node) };
  if (Object.getPrototypeOf(node) !== Object.prototype)
    throw new TypeError(`A snapshot cannot hold a ${node.constructor.name}.`);
  return { o: Object.entries(node).map(([key, value]) => [key, encode(value)]) };
}

/**
 * The graph that `encodeGraph` was given. The caller knows its shape and checks its version.
 * @throws TypeError when it is not an encoded graph.
 */
export function decodeGraph(encoded: EncodedGraph): unknown {
  const made = encoded.nodes.map(emptyNode);
  const decode = (value: Json): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if ('r' in value && typeof value.r === 'number') return made[value.r];
    if ('n' in value) return Number(value.n);
    return undefined;
  };
  encoded.nodes.forEach((node, index) => {
    fillNode(made[index], node, decode);
  });
  return made[0];
}

function emptyNode(node: Json): unknown {
  if (isRecord(node)) {
    if ('a' in node) return [];
    if ('m' in node) return new Map();
    if ('o' in node) return {};
    if (Array.isArray(node.f)) return new Float64Array(node.f.length);
    if (Array.isArray(node.i)) return new Int32Array(node.i.length);
  }
  throw new TypeError('This is not a snapshot.');
}

function fillNode(target: unknown, node: Json, decode: (value: Json) => unknown): void {
  if (!isRecord(node)) return;
  if (Array.isArray(target)) for (const value of listOf(node.a)) target.push(decode(value));
  else if (target instanceof Map) for (const [key, value] of pairsOf(node.m)) target.set(decode(key), decode(value));
  else if (isTyped(target)) target.set(listOf(node.f ?? node.i).map((value) => Number(decode(value))));
  else if (typeof target === 'object' && target !== null)
    for (const [key, value] of pairsOf(node.o)) Object.assign(target, { [String(key)]: decode(value) });
}

function isTyped(value: unknown): value is Typed {
  return value instanceof Float64Array || value instanceof Int32Array;
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function pairsOf(value: Json | undefined): (readonly [Json, Json])[] {
  return listOf(value).flatMap((pair): (readonly [Json, Json])[] => {
    const [key, content] = listOf(pair);
    return key === undefined || content === undefined ? [] : [[key, content]];
  });
}

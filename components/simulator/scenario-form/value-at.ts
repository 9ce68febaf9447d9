import type { Item } from '@/components/simulator/scenario-form/field-types';

type Key = string | number;

export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path; undefined when nothing does. */
export function valueAt(value: unknown, path: readonly Key[]): unknown {
  return path.reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)];
    return isItem(at) ? at[key] : undefined;
  }, value);
}

/** The same with another value at a path; undefined takes the key away, and an object that became empty with it. */
export function withValue(value: unknown, [key, ...rest]: readonly Key[], next: unknown): unknown {
  if (key === undefined) return next;
  if (Array.isArray(value)) {
    const list: unknown[] = value;
    const item = withValue(list[Number(key)], rest, next);
    return item === undefined ? list.filter((_, index) => index !== key) : list.with(Number(key), item);
  }
  const before = isItem(value) ? value : {};
  const { [key]: old, ...others } = before;
  const item = withValue(old, rest, next);
  if (item !== undefined) return key in before ? { ...before, [key]: item } : { ...others, [key]: item };
  return emptied(others);
}

/** An object whose last key was taken away is as good as none. */
function emptied(others: Item): Item | undefined {
  return Object.keys(others).length === 0 ? undefined : others;
}

/** `carriers[0].ringing.median`, as the scenario's own mistakes name it. */
export function pathText(path: readonly Key[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${part}`))
    .join('');
}

/** The items of a list, whatever else stands there. */
export function itemsOf(value: unknown): Item[] {
  return Array.isArray(value) ? value.filter(isItem) : [];
}

export function textOfValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** ms of "90s"; null when it is no time yet. */
export function durationOf(value: unknown): number | null {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(textOfValue(value)) ?? [];
  return amount === undefined ? null : Math.round(Number(amount) * (UNITS[unit] ?? 0));
}

/** A number as soon as it is one; what is still being typed, or is no number, stays text so that its mistake can be told. */
export function numberOrText(text: string): number | string | undefined {
  if (text.trim() === '') return undefined;
  return /^-?\d+(\.\d*[1-9])?$/.test(text.trim()) ? Number(text) : text;
}

/** The same when the field is left: "0.50" is a number too. */
export function settledNumber(value: unknown): unknown {
  const isNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  return isNumber ? Number(value) : value;
}

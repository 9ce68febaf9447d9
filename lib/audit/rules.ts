/** What an audit row stores of an entity: plain JSON, no secrets. */
export type AuditValue = string | number | boolean | null | AuditValue[] | { [key: string]: AuditValue };
export type AuditRecord = Record<string, AuditValue>;

const SECRET_KEY = /password|secret|token|hash|encrypted|credential|api_?key/i;
const MAX_TEXT = 2_000;

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** JSON form of a value: money and ids beyond 2^53 as strings, times as ISO; undefined where there is none. */
function toAuditValue(value: unknown): AuditValue | undefined {
  if (value === null) return null;
  if (typeof value === 'string') return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return undefined;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return undefined;
  if (Array.isArray(value)) return value.map((item: unknown) => toAuditValue(item) ?? null);
  if (isPlainObject(value)) return withoutSecrets(value);
  return String(value);
}

/** The record in JSON form, every key that names a secret left out at any depth. */
export function withoutSecrets(record: Readonly<Record<string, unknown>>): AuditRecord {
  const kept: AuditRecord = {};
  for (const [key, value] of Object.entries(record)) {
    if (SECRET_KEY.test(key)) continue;
    const json = toAuditValue(value);
    if (json !== undefined) kept[key] = json;
  }
  return kept;
}

function isSame(a: AuditValue | undefined, b: AuditValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Only the keys whose values differ; null when nothing differs. */
export function changedKeys(
  before: AuditRecord,
  after: AuditRecord,
): { before: AuditRecord; after: AuditRecord } | null {
  const changed: { before: AuditRecord; after: AuditRecord } = { before: {}, after: {} };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isSame(before[key], after[key])) continue;
    changed.before[key] = before[key] ?? null;
    changed.after[key] = after[key] ?? null;
  }
  return Object.keys(changed.after).length === 0 ? null : changed;
}

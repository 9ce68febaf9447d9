import { PLACES } from '../scenario/fault-places';
import { allowedKeys } from '../scenario/json-schema';
import { describeIssue } from '../scenario/read';
import type { Scenario } from '../scenario/schema';
import { faultSchema } from '../scenario/schema-faults';
import { parseTime } from './parse-row';

const LISTS = new Set(['carriers', 'trunks', 'destinations']);
const TEXTS = new Set([
  'id',
  'at',
  'lasts',
  'adds',
  'after',
  'talk',
  'upstream',
  'operator',
  'circle',
  'prefix',
  'probes',
  'loses',
]);

/** Which fault it is, and what it is placed in. */
interface FaultContext {
  index: number;
  /** Moment of the first call, ms since 1970. */
  startedAt: number;
  base: Scenario | null;
}

type FaultOption = ReturnType<typeof faultSchema.parse>;

/**
 * Reads a fault as the command takes it: its kind, then what a scenario file would say of it, for instance
 * `silent,at=2h,lasts=15m,carriers=meridian+sagar`. `at` counts from the first call, or is a moment of the recording
 * (2026-10-29T10:15); `down=5s,up=5s` is the file's `flapping`.
 * @throws {RangeError} that names the option, the key and what is allowed
 */
export function parseFault(text: string, { index, startedAt, base }: FaultContext): FaultOption {
  const option = `--fault ${text}`;
  const [kind = '', ...pairs] = text.split(',').map((part) => part.trim());
  const given = readPairs(pairs, option);
  const hasPlace = PLACES.some((key) => given.has(key));
  const [down, up] = [given.get('down'), given.get('up')];
  const rest = [...given].filter(([key]) => key !== 'down' && key !== 'up');
  const fault = {
    kind,
    id: `fault-${index + 1}`,
    ...(hasPlace ? {} : { carriers: [base?.numbers[0]?.carrier ?? 'primary'] }),
    ...(down === undefined && up === undefined ? {} : { flapping: { down, up } }),
    ...Object.fromEntries(rest.map(([key, value]) => [key, readValue(key, value, { startedAt, option })])),
  };
  const result = faultSchema.safeParse(fault);
  if (result.success) return result.data;
  const allowed = (path: readonly PropertyKey[]) =>
    allowedKeys(['faults', 0, ...path], { faults: [fault] })
      .filter((key) => key !== 'kind')
      .flatMap((key) => (key === 'flapping' ? ['down', 'up'] : [key]));
  const says = result.error.issues.flatMap((issue) => describeIssue(issue, { name: option, whole: kind, allowed }));
  throw new RangeError(says.join('\n'));
}

/** The keys with their texts; each once. */
function readPairs(pairs: readonly string[], option: string): Map<string, string> {
  const given = new Map<string, string>();
  for (const pair of pairs) {
    const [key = '', ...rest] = pair.split('=');
    if (rest.length === 0) throw new RangeError(`${option}: "${pair}" must be a key and its value, for instance at=2h`);
    if (given.has(key)) throw new RangeError(`${option}: ${key} stands twice`);
    if (key === 'kind') throw new RangeError(`${option}: the kind stands first, without a key`);
    if (key === 'flapping') throw new RangeError(`${option}: flapping is written down=5s,up=5s`);
    given.set(key, rest.join('='));
  }
  return given;
}

function readValue(key: string, text: string, { startedAt, option }: { startedAt: number; option: string }): unknown {
  if (key === 'at') return readStart(text, { startedAt, option });
  if (LISTS.has(key)) return text.split('+');
  if (TEXTS.has(key)) return text;
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : text === 'true' ? true : text;
}

/** A moment of the recording as a time after its first call; any other text as it stands. */
function readStart(text: string, { startedAt, option }: { startedAt: number; option: string }): string {
  const moment = parseTime(text);
  if (moment === null) return text;
  if (moment < startedAt)
    throw new RangeError(`${option}: at: lies before the first call, ${new Date(startedAt).toISOString()}`);
  return `${moment - startedAt}ms`;
}

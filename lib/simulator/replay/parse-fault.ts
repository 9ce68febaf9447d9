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
 * (2026-10-29T10:15).
 * @throws {RangeError} that names the option, the key and what is allowed
 */
export function parseFault(text: string, { index, startedAt, base }: FaultContext): FaultOption {
  const [kind = '', ...pairs] = text.split(',').map((part) => part.trim());
  const given = pairs.map((pair): [string, unknown] => {
    const [key = '', ...rest] = pair.split('=');
    return [key, readValue(key, rest.join('='), startedAt)];
  });
  const hasPlace = given.some(([key]) =>
    ['carriers', 'trunks', 'upstream', 'destinations', 'operator', 'circle', 'prefix'].includes(key),
  );
  const fault = {
    kind,
    id: `fault-${index + 1}`,
    ...(hasPlace ? {} : { carriers: [base?.numbers[0]?.carrier ?? 'primary'] }),
    ...Object.fromEntries(given),
  };
  const result = faultSchema.safeParse(fault);
  if (result.success) return result.data;
  const says = result.error.issues.map((issue) => [...issue.path, issue.message].join(': '));
  throw new RangeError(`--fault ${text}: ${says.join('; ')}`);
}

function readValue(key: string, text: string, startedAt: number): unknown {
  if (key === 'at') {
    const moment = parseTime(text);
    return moment === null ? text : `${Math.max(0, moment - startedAt)}ms`;
  }
  if (LISTS.has(key)) return text.split('+');
  if (TEXTS.has(key)) return text;
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : text === 'true' ? true : text;
}

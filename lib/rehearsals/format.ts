import { delayText, figureText } from '@/lib/simulator/report/wording';
import { POLICY_NAMES } from '@/lib/simulator/scenario/policy-names';
import type { LaneState, RunState } from './types';

export { delayText, figureText, POLICY_NAMES };

export type PolicyName = (typeof POLICY_NAMES)[number];

export const DEFAULT_POLICIES: readonly PolicyName[] = ['off', 'engine', 'oracle'];
export const MOST_SEEDS = 50;
/** Of a scenario as text. */
export const MOST_SCENARIO_BYTES = 1 << 20;
/** Of an uploaded file of call records. */
export const MOST_UPLOAD_BYTES = 25_000_000;
export const MOST_UPLOAD_CALLS = 300_000;
export const NAME_MAX = 120;

/** Faults that recorded calls can be replayed against, with what each is. */
export const FAULT_KINDS = ['silent', 'error', 'refused', 'suspended'] as const;
export type ReplayFaultKind = (typeof FAULT_KINDS)[number];

export const FAULT_WORDS: Readonly<Record<ReplayFaultKind, string>> = {
  silent: 'Silent: nothing comes back',
  error: 'Every call gets 503',
  refused: 'Connections are refused',
  suspended: 'The trunk is suspended: every call gets 403',
};

interface PolicyWords {
  label: string;
  hint: string;
}

const POLICY_WORDS: Readonly<Record<PolicyName, PolicyWords>> = {
  off: { label: 'HA off', hint: 'Every call has one way, the first.' },
  'retry-only': {
    label: 'Retries alone',
    hint: 'A failed call tries the next way; nothing is learned for later calls.',
  },
  engine: { label: 'HA on', hint: 'The failover engine, as it routes live calls.' },
  oracle: { label: 'Oracle', hint: 'Knows every fault the moment it begins: what no router can do better.' },
  'consecutive-5': {
    label: 'Five in a row',
    hint: 'A common proxy’s rule: five failures in a row take a route out for 30 s.',
  },
  finagle: { label: 'Failure accrual', hint: 'A common RPC library’s rule, with its defaults.' },
  resilience4j: { label: 'Failure rate', hint: 'A common circuit breaker’s rule: half of the last 100 calls.' },
  'window-30min': {
    label: '30-minute window',
    hint: 'ASR and completion over half an hour, as many switches watch routes.',
  },
};

function isPolicy(name: string): name is PolicyName {
  return Object.hasOwn(POLICY_WORDS, name);
}

export function policyLabel(name: string): string {
  return isPolicy(name) ? POLICY_WORDS[name].label : name;
}

export function policyHint(name: PolicyName): string {
  return POLICY_WORDS[name].hint;
}

export const RUN_STATE_WORDS: Readonly<Record<RunState, string>> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  canceled: 'Cancelled',
};

/** Whether a worker still has to do with it. */
export function isOpen(state: RunState): boolean {
  return state === 'queued' || state === 'running';
}

/** "38 (35 to 41)" over several seeds, "38" over one. */
export function spreadText(
  { median, low, high, seeds }: { median: number; low: number; high: number; seeds: number },
  show: (value: number) => string = figureText,
): string {
  return seeds === 1 || low === high ? show(median) : `${show(median)} (${show(low)} to ${show(high)})`;
}

/** A moment of virtual time: 3:00, with hours where the run has any: 1:03:00. `precise` adds tenths. */
export function clockText(ms: number, { lastsMs, precise = false }: { lastsMs: number; precise?: boolean }): string {
  const tenths = Math.floor(ms / 100);
  const seconds = Math.floor(tenths / 10);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const head = lastsMs >= 3_600_000 ? `${hours}:${two(minutes)}` : String(minutes + hours * 60);
  return `${head}:${two(seconds % 60)}${precise ? `.${tenths % 10}` : ''}`;
}

/** ms of "3:00", "1:03:00.5" or plain seconds; null when it is no time. */
export function parseClock(text: string): number | null {
  const parts = text.trim().split(':');
  if (parts.length > 3 || !parts.every((part) => /^\d+(\.\d+)?$/.test(part))) return null;
  return Math.round(parts.reduce((sum, part) => sum * 60 + Number(part), 0) * 1_000);
}

const LANE_WORDS: Readonly<Record<LaneState, string>> = {
  healthy: 'Healthy',
  suspect: 'Suspect',
  degraded: 'Degraded',
  congested: 'Congested',
  open: 'Open',
  probing: 'Probing',
  ramping: 'Ramping',
};

/** What a route is in, as a word. */
export function laneWord(state: LaneState): string {
  return LANE_WORDS[state];
}

/** What is being run, by the policy's label: "engine, seed 7" is "HA on, repeat 7". */
export function phaseWords(phase: string | null): string {
  const [policy = '', ...seed] = (phase ?? '').split(', ');
  return [policyLabel(policy), ...seed.map((text) => text.replace('seed', 'repeat'))].join(', ');
}

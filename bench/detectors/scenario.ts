import { readScenario } from '@/lib/simulator/scenario/read';
import { buildWorld, type World } from '@/lib/simulator/world';

/** What befalls the first carrier, by the name under which the tables list it. */
export const FAULT_KINDS = ['silent', '503', 'congestion', 'answer-rate', 'answer-rate, with control'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const FAULTS: Readonly<Record<FaultKind, { title: string; yaml: string; isControlled: boolean }>> = {
  silent: { title: 'silent', yaml: 'kind: silent', isControlled: false },
  '503': { title: '100 % 503', yaml: 'kind: error, sipCode: 503', isControlled: false },
  congestion: { title: '30 % congestion', yaml: 'kind: congestion, share: 0.3', isControlled: false },
  'answer-rate': {
    title: 'answer rate halved, no control',
    yaml: 'kind: answer-rate, factor: 0.5',
    isControlled: false,
  },
  'answer-rate, with control': {
    title: 'answer rate halved, with control',
    yaml: 'kind: answer-rate, factor: 0.5',
    isControlled: true,
  },
};

export const HEALTHY = {
  failureShare: 0.01,
  answeredShare: 0.6,
  /** By default a carrier's failure comes back in about this time, ms. */
  failureMedianMs: 250,
};

export interface Setting {
  callsPerSecond: number;
  lastsMs: number;
  /** A fault on the first carrier from `atMs` to `endsMs`; null on a good day. */
  fault: { yaml: string; atMs: number; endsMs: number } | null;
  /** Whether part of the traffic goes over the second carrier first, for comparison. */
  isControlled: boolean;
  warmUpMs?: number;
}

/**
 * Two carriers, the first cheaper, four destination groups. Deadlines start at 800 ms for every router: the
 * shortest that our engine learns here, so that no router waits longer for a first response than ours.
 */
export function buildSetting({ callsPerSecond, lastsMs, fault, isControlled, warmUpMs = 0 }: Setting): World {
  const faults = fault
    ? `faults: [{ id: fault, ${fault.yaml}, carriers: [first], at: ${fault.atMs}ms, lasts: ${fault.endsMs - fault.atMs}ms }]`
    : '';
  const text = `
name: leaderboard
title: Leaderboard
kind: ${fault ? 'outage' : 'healthy'}
place: elsewhere
lasts: ${lastsMs}ms
warmUp: ${warmUpMs}ms
carriers: [{ id: first, costPerMinute: 0.005 }, { id: second, costPerMinute: 0.006 }]
numbers: [{ id: callers, carrier: first, first: "12125550000", count: 20 }]
destinations:
  - { group: east, prefix: "1617", length: 11 }
  - { group: west, prefix: "1415", length: 11 }
  - { group: south, prefix: "1713", length: 11 }
  - { group: north, prefix: "1312", length: 11 }
traffic: [{ id: campaign, numbers: callers, rate: ${callsPerSecond} }]
policy: { deadlines: { firstResponseDefaultMs: 800 }${isControlled ? CONTROLLED : ''} }
${faults}
`;
  return buildWorld(readScenario(text, 'leaderboard'));
}

const CONTROLLED = ', answerRate: { compareShare: 0.15 }';

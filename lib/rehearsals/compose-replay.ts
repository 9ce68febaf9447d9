import type { Prisma } from '@/lib/db';
import type { StartReplay } from './schema';

/** Longer than this after the last call nothing is replayed. */
export const TAIL_MS = 60_000;

export interface ReplayCalls {
  count: number;
  first: Date;
  last: Date;
  numbers: number;
  /** Whether most of the numbers are India's, which are tied to their carrier. */
  isIndia: boolean;
  /** The carrier of the numbers, and the one that takes over. */
  primary: ReplayedCarrier;
  fallback: ReplayedCarrier;
}

interface ReplayedCarrier {
  id: string;
  /** As people call it. */
  name: string;
}

/**
 * What lends recorded calls its carriers, pairs, fault and money: a scenario as a file has it. Its destinations and
 * traffic only make it whole; those of the calls take their place when it runs.
 */
export function composeReplay(
  calls: ReplayCalls,
  { fault, money }: Pick<StartReplay, 'fault' | 'money'>,
  { title, currency, faultAt }: { title: string; currency: string; faultAt: Date },
): Prisma.InputJsonObject {
  const lastsMs = calls.last.getTime() - calls.first.getTime() + TAIL_MS;
  return {
    ...{
      name: 'own-calls',
      title,
      kind: 'outage',
      place: calls.isIndia ? 'india' : 'elsewhere',
      lasts: `${lastsMs}ms`,
    },
    money: { currency, ...money },
    carriers: [calls.primary, calls.fallback].map(({ id, name }) => ({ id, name })),
    numbers: [
      {
        ...{ id: 'own', carrier: calls.primary.id, first: '998000000000', count: calls.numbers, tied: calls.isIndia },
        fallback: calls.isIndia ? { carrier: calls.fallback.id, first: '999000000000' } : null,
      },
    ],
    destinations: [{ group: 'any', prefix: '9' }],
    traffic: [{ id: 'own', numbers: 'own', rate: calls.count / (lastsMs / 1_000) }],
    faults: [
      {
        ...{ id: 'outage', kind: fault.kind, at: `${faultAt.getTime() - calls.first.getTime()}ms` },
        ...{ lasts: `${Math.round(fault.minutes * 60_000)}ms`, carriers: [calls.primary.id] },
        ...(fault.share < 1 && { share: fault.share }),
      },
    ],
  };
}

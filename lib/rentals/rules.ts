import { IN_FLIGHT, isInFlight, type PairState } from '@/lib/provisioning';
import type { PairRole, RentalStatus } from './types';

/** Days a failed order stays among the active numbers, so that its reason is read. */
export const FAILED_SHOWN_DAYS = 7;

/** Saved views a person may keep in one account. */
export const MOST_VIEWS = 50;

/** A rental that is, or is about to be, in use. */
export const LIVE_STATUSES: readonly RentalStatus[] = ['provisioning', 'active', 'past_due'];

/** Failures after this moment are still shown. */
export function failedSince(now: Date): Date {
  return new Date(now.getTime() - FAILED_SHOWN_DAYS * 86_400_000);
}

/** What a release needs to know of a rental and its live pair. */
export interface ReleasableRental {
  status: RentalStatus;
  isProtected: boolean;
  pair: {
    role: PairRole;
    state: PairState;
    /** The other number; null while there is none. */
    other: { display: string; status: RentalStatus; isProtected: boolean } | null;
  } | null;
}

const PROTECTED = 'This number is protected from release; switch the protection off first.';

/** Why a rental cannot be released, in the words of the verb that would refuse it; null when it can. */
export function releaseRefusal({ status, isProtected, pair }: ReleasableRental): string | null {
  if (status === 'provisioning') return 'The number is still being set up; release it once it is active.';
  if (status !== 'active' && status !== 'past_due') return 'The number is not active any more.';
  if (isProtected) return PROTECTED;
  if (!pair) return null;
  const { role, other } = pair;
  const otherLives = other?.status === 'active' || other?.status === 'past_due';
  if (role === 'fallback' && other && otherLives)
    return `This number is the fallback of ${other.display}; switch high availability off there to release it.`;
  if (isInFlight(pair.state)) return IN_FLIGHT;
  if (role === 'primary' && other?.isProtected && otherLives)
    return `Its fallback ${other.display} would go with it and is protected from release; switch that protection off first.`;
  return null;
}

/** Tags after some were added and some taken away: in order, none twice. */
export function changedTags(
  tags: readonly string[],
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
): string[] {
  return [...new Set([...tags, ...add])].filter((tag) => !remove.includes(tag)).sort();
}

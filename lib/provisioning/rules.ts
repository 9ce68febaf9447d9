import { AppError } from '@/lib/errors';
import type { PairState } from './types';

/** How long a reservation keeps its numbers, minutes. */
export const RESERVATION_MINUTES = 10;
/** Open reservations an account may have. */
export const MAX_RESERVATIONS = 20;
/** Numbers one review of several may hold, beside the single ones. */
export const MAX_CART = 100;
/** Days a released number can be bought back. */
export const BUY_BACK_DAYS = 5;
/** Told on the time line of a pair that finds no fallback. No apostrophe: it stands in SQL. */
export const NO_STOCK_REASON =
  'No number of a carrier with separate equipment is free; it is looked for until one is. Nothing is charged meanwhile.';
/** Days a request for a fallback stands before the customer is asked again. */
const CONSENT_DAYS = 30;

/** Until when the wish for a fallback number stands that was given, or is due, now. */
export function consentUntil(now: Date): Date {
  return new Date(now.getTime() + CONSENT_DAYS * 86_400_000);
}

/**
 * The legal moves of an HA pair. Anything else is a bug, and `assertPairMove` turns it into one
 * that is seen.
 */
export const PAIR_MOVES: Record<PairState, readonly PairState[]> = {
  requested: ['reserved', 'waiting_for_stock', 'active'],
  reserved: ['ordered', 'off'],
  ordered: ['active', 'failed'],
  active: ['replacing', 'releasing', 'off'],
  replacing: ['reserved', 'waiting_for_stock', 'releasing', 'off'],
  waiting_for_stock: ['reserved', 'off'],
  failed: [],
  releasing: ['off'],
  off: [],
};

/** States in which the pair still stands or is being made: one such pair a primary at most. */
export const LIVE_PAIR_STATES: readonly PairState[] = [
  'requested',
  'reserved',
  'ordered',
  'active',
  'replacing',
  'waiting_for_stock',
  'releasing',
];

/** Whether a number of the pair is on its way at a carrier: until it has arrived or failed the pair is left alone. */
export function isInFlight(state: PairState): boolean {
  return state === 'requested' || state === 'reserved' || state === 'ordered';
}

export function canMovePair(from: PairState, to: PairState): boolean {
  return PAIR_MOVES[from].includes(to);
}

export function assertPairMove(from: PairState, to: PairState): void {
  if (!canMovePair(from, to)) throw new Error(`An HA pair cannot go from ${from} to ${to}`);
}

/** True when nothing that takes one carrier down is known to take the other down. */
export function sharesNoDomain(a: readonly string[], b: readonly string[]): boolean {
  return !a.some((domain) => b.includes(domain));
}

/** High availability is for India local numbers; elsewhere carriers can be changed freely. */
export function offersHighAvailability(number: { countryIso: string; type: string }): boolean {
  return number.countryIso === 'IN' && number.type === 'local';
}

const HA_NOT_OFFERED =
  'High availability is for India local numbers; elsewhere failover is automatic and needs no fallback number.';

export function assertOffersHighAvailability(number: { countryIso: string; type: string }): void {
  if (offersHighAvailability(number)) return;
  throw new AppError('invalid_input', HA_NOT_OFFERED, { field: 'highAvailability' });
}

/** Why a rental that is not active gets no fallback. */
export const NOT_PAIRABLE = {
  provisioning: 'High availability can be switched on once the number is active.',
  past_due: 'The rent of this number is overdue; add funds before you switch high availability on.',
  released: 'This number was released; buy it back before you switch high availability on.',
  failed: 'This number could not be activated, so it cannot have a fallback.',
};

export const HA_ALREADY_ON = 'High availability is already on for this number.';

export function fallbackOfSentence(primaryDisplay: string): string {
  return `This number is the fallback of ${primaryDisplay}; a fallback cannot have a fallback of its own.`;
}

/** What switching high availability on needs to know of a rental and its live pair. */
export interface PairableRental {
  countryIso: string;
  type: string;
  status: keyof typeof NOT_PAIRABLE | 'active';
  /** Its role in a live pair; null in none. */
  role: 'primary' | 'fallback' | null;
  /** The other number of the pair, as shown. */
  otherDisplay: string | null;
}

/** Why a rental cannot get a fallback, in the words of the verb that would refuse it; null when it can. */
export function pairRefusal({ role, otherDisplay, ...rental }: PairableRental): string | null {
  if (!offersHighAvailability(rental)) return HA_NOT_OFFERED;
  if (rental.status !== 'active') return NOT_PAIRABLE[rental.status];
  if (role === 'primary') return HA_ALREADY_ON;
  return role === 'fallback' ? fallbackOfSentence(otherDisplay ?? 'another number') : null;
}

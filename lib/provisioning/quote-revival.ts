import { type RentalPrice, renewalTotal } from '@/lib/billing';
import { type Day, dayIn, dayOf, nextRentDay } from '@/lib/datetime';

interface ReleasedRental extends RentalPrice {
  origin: 'rented' | 'brought';
  paidUntil: Date | null;
  releasedAt: Date | null;
}

/** What bringing a released rental back charges. */
export interface Revival {
  /** Oldest first; none while it is still paid for. */
  months: { from: Day; until: Day }[];
  /** With tax. */
  dueMicros: bigint;
  /** The rent day that had passed unpaid when it was released; null when nothing was owed then. */
  unpaidSince: Day | null;
  /** First day not paid for once it is back; null for a number that is never charged. */
  paidUntil: Day | null;
}

/**
 * Nothing is due before the day a rental is paid until. Paid days that ran out after its release make
 * a new month due from today. Rent it owed when it was released stays owed, from the day it fell due:
 * releasing and buying back is no way around it, and the rent day stays.
 */
export function quoteRevival(rental: ReleasedRental, timeZone: string, now: Date): Revival {
  if (rental.origin === 'brought') return { months: [], dueMicros: 0n, unpaidSince: null, paidUntil: null };
  const today = dayIn(timeZone, now);
  const paidUntil = rental.paidUntil ? dayOf(rental.paidUntil) : today;
  const owed = rental.releasedAt !== null && paidUntil <= dayIn(timeZone, rental.releasedAt);
  const months: Revival['months'] = [];
  let day = owed || paidUntil > today ? paidUntil : today;
  while (day <= today) {
    const from = day;
    day = nextRentDay(from);
    months.push({ from, until: day });
  }
  return {
    months,
    dueMicros: BigInt(months.length) * renewalTotal(rental),
    unpaidSince: owed ? paidUntil : null,
    paidUntil: day,
  };
}

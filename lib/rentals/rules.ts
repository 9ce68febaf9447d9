import type { RentalStatus } from './types';

/** Days a failed order stays among the active numbers, so that its reason is read. */
export const FAILED_SHOWN_DAYS = 7;

/** A rental that is, or is about to be, in use. */
export const LIVE_STATUSES: readonly RentalStatus[] = ['provisioning', 'active', 'past_due'];

/** Failures after this moment are still shown. */
export function failedSince(now: Date): Date {
  return new Date(now.getTime() - FAILED_SHOWN_DAYS * 86_400_000);
}

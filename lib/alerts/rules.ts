import type { Context } from '@/lib/context';
import { MICROS } from '@/lib/money';
import { ALERT_KINDS } from './format';
import type { AlertKind, RuledKind } from './types';

/** Kinds an account may switch per channel, in the order a person reads them. */
export const RULED_KINDS = [
  'failover',
  'failback',
  'incident_opened',
  'incident_closed',
  'pair_problem',
  'low_balance',
  'past_due',
  'rent_short',
  'rent_ahead',
  'compliance',
] as const satisfies RuledKind[];

/** Balances below which an account is told, unless it chose its own: micros of its currency, highest first. */
export const DEFAULT_THRESHOLDS_MICROS: readonly bigint[] = [250n * MICROS, 100n * MICROS, 10n * MICROS];

/** Days before a rent day on which an account is reminded, unless it chose its own. */
export const DEFAULT_DAYS_AHEAD = 5;

/** Kinds that nobody is told until somebody wants them. */
export const QUIET_KINDS: readonly AlertKind[] = ['rent_ahead'];

/** Kinds that tell of money, for roles that see billing. */
export const MONEY_KINDS: readonly AlertKind[] = ['low_balance', 'rent_short', 'rent_ahead'];

/** The kinds whose notices a person may see. */
export function visibleKinds(canSeeBilling: boolean): AlertKind[] {
  return ALERT_KINDS.filter((kind) => canSeeBilling || !MONEY_KINDS.includes(kind));
}

/** The person who reads notices; nobody else has read or unread ones. */
export function readerId({ actor }: Pick<Context, 'actor'>): string | null {
  return actor.type === 'user' ? actor.userId : null;
}

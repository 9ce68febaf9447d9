import type { AlertKind, NetworkEvent, RuledKind } from './types';

/** In the order a filter offers them. */
export const ALERT_KINDS = [
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
  'webhook_failed',
] as const satisfies AlertKind[];

export const ALERT_KIND_WORDS: Record<AlertKind, string> = {
  failover: 'Failover',
  failback: 'Failback',
  incident_opened: 'Incident opened',
  incident_closed: 'Incident closed',
  pair_problem: 'Pair problem',
  low_balance: 'Low balance',
  past_due: 'Past-due rent',
  rent_short: 'Rent not covered',
  rent_ahead: 'Rent day ahead',
  compliance: 'Compliance',
  webhook_failed: 'Webhook given up',
};

/** When each kind is told, for the page on which they are switched. */
export const ALERT_KIND_MEANINGS: Record<RuledKind, string> = {
  failover: 'Calls from your numbers begin to leave by their fallback numbers.',
  failback: 'Calls from your numbers leave by the numbers themselves again.',
  incident_opened: 'A carrier of your numbers is no longer healthy.',
  incident_closed: 'A carrier of your numbers is healthy again.',
  pair_problem: 'A fallback number failed, was withdrawn, or none is free.',
  low_balance: 'The available balance falls below one of the amounts below.',
  past_due: 'The rent of a number could not be collected, or it was released unpaid.',
  rent_short: 'A rent day comes whose rent the available balance does not cover.',
  rent_ahead: 'A rent day comes, and the balance covers it. Off unless you want it.',
  compliance: 'A compliance application was accepted, rejected or suspended, or it ends soon.',
};

export type AlertTone = 'danger' | 'warn' | 'ok' | 'info';

export const ALERT_TONES: Record<AlertKind, AlertTone> = {
  failover: 'warn',
  failback: 'ok',
  incident_opened: 'danger',
  incident_closed: 'ok',
  pair_problem: 'warn',
  low_balance: 'warn',
  past_due: 'danger',
  rent_short: 'warn',
  rent_ahead: 'info',
  compliance: 'info',
  webhook_failed: 'warn',
};

/** How many unread notices are counted; beyond it the bell says "99+". */
export const UNREAD_COUNTED = 99;

/** What the bell shows: 0 is nothing. */
export function unreadText(unread: number): string {
  return unread > UNREAD_COUNTED ? `${UNREAD_COUNTED}+` : String(unread);
}

function countOf(count: number, one: string, many: string): string {
  return `${new Intl.NumberFormat('en-IN').format(count)} ${count === 1 ? one : many}`;
}

/** What an account is told of a carrier; `numbers` are its live ones there, `covered` those with a fallback. */
export function networkSentence(
  { kind, carrier, reason }: NetworkEvent,
  { numbers, covered }: { numbers: number; covered: number },
): string {
  const calls = `Calls from ${countOf(covered, 'number', 'numbers')} of ${carrier.name}`;
  switch (kind) {
    case 'failover':
      return `${calls} leave by ${covered === 1 ? 'its fallback number' : 'their fallback numbers'}. ${reason}`;
    case 'failback':
      return `${calls} leave by ${covered === 1 ? 'the number itself' : 'the numbers themselves'} again. ${reason}`;
    case 'incident_opened':
      return `${carrier.name} is not healthy. ${reason}${concerned(numbers, covered)}`;
    case 'incident_closed':
      return `${carrier.name} is healthy again. ${reason}`;
  }
}

function concerned(numbers: number, covered: number): string {
  if (numbers === 0) return '';
  const open = numbers - covered;
  const without =
    open === 0 ? 'all with a fallback' : `${new Intl.NumberFormat('en-IN').format(open)} without a fallback`;
  return ` ${countOf(numbers, 'of your numbers is', 'of your numbers are')} on it, ${without}.`;
}

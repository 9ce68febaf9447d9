import type { Route } from 'next';
import type { Reach } from './types';

/** What is chosen on the Details page and goes on to the review in its address. */
export interface ChosenTerms {
  highAvailability?: boolean | undefined;
  reach?: Reach | undefined;
  alias?: string | null | undefined;
  applicationId?: string | null | undefined;
  complianceApplicationId?: string | null | undefined;
}

/** The names these have in addresses. */
function termsQuery(terms: ChosenTerms): [string, string][] {
  const entries: [string, string | null | undefined][] = [
    ['ha', terms.highAvailability ? 'on' : null],
    ['reach', terms.highAvailability && terms.reach !== 'country' ? terms.reach : null],
    ['alias', terms.alias],
    ['application', terms.applicationId],
    ['compliance', terms.complianceApplicationId],
  ];
  return entries.filter((entry): entry is [string, string] => Boolean(entry[1]));
}

/** `number` is digits, so that the address is one of ours. */
function buyPath(number: string, page: '' | '/review' | '/result', query: [string, string][]): Route {
  const text = new URLSearchParams(query).toString();
  return `/phone-numbers/buy/${encodeURIComponent(number)}${page}${text ? `?${text}` : ''}` as Route;
}

/** The Details page, filled in as chosen before. */
export function detailsPath(number: string, terms: ChosenTerms = {}): Route {
  return buyPath(number, '', termsQuery(terms));
}

/** The review of a reservation; whether there is a fallback is the reservation's to say. */
export function reviewPath(number: string, terms: ChosenTerms & { reservationId: string }): Route {
  const { alias, applicationId, complianceApplicationId } = terms;
  const settings = termsQuery({ alias, applicationId, complianceApplicationId });
  return buyPath(number, '/review', [['reservation', terms.reservationId], ...settings]);
}

export function resultPath(number: string, purchaseId: string): Route {
  return buyPath(number, '/result', [['purchase', purchaseId]]);
}

/** A reason as other sentences can follow it: carriers end theirs with a full stop or not. */
export function asSentence(reason: string): string {
  const text = reason.trim();
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}

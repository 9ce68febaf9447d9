import { type Day, formatDay } from '@/lib/datetime';
import { type CurrencyCode, formatMoney } from '@/lib/money';
import { countOf } from './format';
import { GRACE_DAYS } from './rules';

/** What is due on a rent day to come. */
export interface ComingRent {
  currency: CurrencyCode;
  day: Day;
  numbers: number;
  /** Of these numbers. */
  fallbacks: number;
  /** Of that day, with tax. */
  amountMicros: bigint;
  /** Of that day and all days before it. */
  neededMicros: bigint;
  availableMicros: bigint;
}

function rentOf({ amountMicros, currency, numbers, fallbacks, day }: ComingRent): string {
  const of = fallbacks > 0 ? `, ${countOf(fallbacks, 'of them a fallback', 'of them fallbacks')},` : '';
  return `Rent of ${formatMoney(amountMicros, currency)} for ${countOf(numbers, 'number')}${of} is due on ${formatDay(day)}`;
}

/** What is told when the balance will not do: how much is missing, and what follows. */
export function shortSentence(rent: ComingRent): string {
  const { availableMicros, neededMicros, amountMicros, currency, fallbacks } = rent;
  const money = (micros: bigint) => formatMoney(micros, currency);
  const what = neededMicros > amountMicros ? `all ${money(neededMicros)} that fall due until then` : 'it';
  const order = fallbacks > 0 ? ' Numbers are paid before their fallback numbers.' : '';
  return `${rentOf(rent)}, and the available balance of ${money(availableMicros)} does not cover ${what}: ${money(neededMicros - availableMicros)} is missing.${order} What stays unpaid for ${GRACE_DAYS} days after its day is released.`;
}

/** What is told to who wants to know of every rent day. */
export function coveredSentence(rent: ComingRent): string {
  return `${rentOf(rent)}. The available balance of ${formatMoney(rent.availableMicros, rent.currency)} covers it.`;
}

import type { Context } from '@/lib/context';
import { type Day, formatDay, nextRentDay, plusDays } from '@/lib/datetime';
import { type CurrencyCode, MICROS, shareOf } from '@/lib/money';
import { formatTaxRate } from './format';
import type { ChargeLine, LedgerKind, RentalPrice, RentalRole, StatementGroup } from './types';

/** Goods and services tax of Indian accounts, in basis points: the rate on telecom services. */
export const GST_BASIS_POINTS = 1800;

/** Days a number stays usable after its rent could not be collected. */
export const GRACE_DAYS = 7;

/** Tax on an account's charges: accounts in rupees are billed by the Indian entity. */
export function taxBasisPointsFor(currency: CurrencyCode): number {
  return currency === 'INR' ? GST_BASIS_POINTS : 0;
}

function taxLine(netMicros: bigint, basisPoints: number): ChargeLine[] {
  const amountMicros = shareOf(netMicros, basisPoints);
  return amountMicros === 0n ? [] : [{ kind: 'tax', description: `GST ${formatTaxRate(basisPoints)}`, amountMicros }];
}

/** How the ledger calls the rent that comes with the set-up; later months are "Monthly rental". */
export const FIRST_MONTH = 'First month';

/** What is due when a number becomes active: set-up fee if any, first month, tax. */
export function firstChargeLines(price: RentalPrice): ChargeLine[] {
  const setup: ChargeLine[] =
    price.setupMicros === 0n ? [] : [{ kind: 'setup_fee', description: 'Set-up fee', amountMicros: price.setupMicros }];
  return [
    ...setup,
    { kind: 'rental', description: FIRST_MONTH, amountMicros: price.monthlyMicros },
    ...taxLine(price.setupMicros + price.monthlyMicros, price.taxBasisPoints),
  ];
}

/** What is due on each rent day after that. */
export function renewalLines(price: RentalPrice): ChargeLine[] {
  return [
    { kind: 'rental', description: 'Monthly rental', amountMicros: price.monthlyMicros },
    ...taxLine(price.monthlyMicros, price.taxBasisPoints),
  ];
}

export function totalOf(lines: readonly ChargeLine[]): bigint {
  return lines.reduce((sum, line) => sum + line.amountMicros, 0n);
}

export function firstChargeTotal(price: RentalPrice): bigint {
  return totalOf(firstChargeLines(price));
}

export function renewalTotal(price: RentalPrice): bigint {
  return totalOf(renewalLines(price));
}

/** What a rental owes by `today` for the months that have begun, with tax; 0 when it is paid beyond it. */
export function owedRent(price: RentalPrice, paidUntil: Day, today: Day): bigint {
  let owed = 0n;
  for (let day = paidUntil; day <= today; day = nextRentDay(day)) owed += renewalTotal(price);
  return owed;
}

/** The most one top-up may add: a slip of the finger is caught before it is money. */
export const TOP_UP_MAX_MICROS: Record<CurrencyCode, bigint> = { INR: 1_000_000n * MICROS, USD: 10_000n * MICROS };

/** Whether the grace days of a rental are over, so that it is to be released. */
export function isGraceOver(pastDueSince: Day, today: Day): boolean {
  return releaseDayOf(pastDueSince) <= today;
}

/** The day an unpaid rental is released; until the day before, payment saves it. */
export function releaseDayOf(pastDueSince: Day): Day {
  return plusDays(pastDueSince, GRACE_DAYS);
}

interface UnpaidRent {
  role: RentalRole;
  /** As shown to people. */
  number: string;
  amount: string;
  dueDay: Day;
  pastDueSince: Day;
}

const UNPAID_CONSEQUENCES: Record<RentalRole, string> = {
  primary: 'both numbers are released',
  fallback: 'the pair is switched off and the fallback number is released',
  single: 'it is released',
};

/** What unpaid rent threatens, with the amount and the day by which it can be saved. */
export function riskSentence({ role, number, amount, dueDay, pastDueSince }: UnpaidRent): string {
  const consequence = UNPAID_CONSEQUENCES[role];
  const which = role === 'single' ? '' : `the ${role} number `;
  return `Rent of ${amount} for ${which}${number} was due on ${formatDay(dueDay)} and the balance is too low. Add funds before ${formatDay(releaseDayOf(pastDueSince))}, or ${consequence}.`;
}

/** What the customer is told when grace days ended without payment. */
export function unpaidReleaseReason(number: string): string {
  return `The rent of ${number} stayed unpaid for ${GRACE_DAYS} days.`;
}

/**
 * Whether the caller is one who can add money at all: the operator, a command or job of the
 * installation, or anyone of a demo account. The permission of the role comes on top.
 */
export function mayAddFunds({ actor }: Pick<Context, 'actor'>, account: { isDemo: boolean }): boolean {
  if (actor.type === 'user') return account.isDemo || actor.isOperator;
  return actor.type !== 'key';
}

const DAY_MS = 86_400_000;

/**
 * What calls will cost until the end of a span if they go on as they did since its beginning: micros. The first day
 * counts as a whole one, because one busy minute says nothing of a month.
 */
export function forecastSpend(
  soFarMicros: bigint,
  { from, now, until }: Record<'from' | 'now' | 'until', number>,
): bigint {
  const elapsed = Math.max(DAY_MS, now - from);
  return (soFarMicros * BigInt(Math.max(0, until - now))) / BigInt(elapsed);
}

const GROUP_OF: Partial<Record<LedgerKind, StatementGroup>> = {
  top_up: 'top_up',
  adjustment: 'adjustment',
  setup_fee: 'setup',
};

/** Under which heading a statement lists an entry that is neither a call nor tax. */
export function statementGroupOf(kind: LedgerKind, isFallback: boolean): StatementGroup {
  return GROUP_OF[kind] ?? (isFallback ? 'fallback' : 'rent');
}

import { type CurrencyCode, shareOf } from '@/lib/money';
import type { ChargeLine, RentalPrice } from './types';

/** Goods and services tax of Indian accounts, in basis points: the rate on telecom services. */
export const GST_BASIS_POINTS = 1800;

/** Days a number stays usable after its rent could not be collected. */
export const GRACE_DAYS = 7;

/** Tax on an account's charges: accounts in rupees are billed by the Indian entity. */
export function taxBasisPointsFor(currency: CurrencyCode): number {
  return currency === 'INR' ? GST_BASIS_POINTS : 0;
}

/** 18 % for 1800; half percents keep their decimal. */
export function formatTaxRate(basisPoints: number): string {
  return `${basisPoints / 100} %`;
}

function taxLine(netMicros: bigint, basisPoints: number): ChargeLine[] {
  const amountMicros = shareOf(netMicros, basisPoints);
  return amountMicros === 0n ? [] : [{ kind: 'tax', description: `GST ${formatTaxRate(basisPoints)}`, amountMicros }];
}

/** What is due when a number becomes active: set-up fee if any, first month, tax. */
export function firstChargeLines(price: RentalPrice): ChargeLine[] {
  const setup: ChargeLine[] =
    price.setupMicros === 0n ? [] : [{ kind: 'setup_fee', description: 'Set-up fee', amountMicros: price.setupMicros }];
  return [
    ...setup,
    { kind: 'rental', description: 'First month', amountMicros: price.monthlyMicros },
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

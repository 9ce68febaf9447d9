/** One unit of a currency in micros. */
export const MICROS = 1_000_000n;

export type CurrencyCode = 'INR' | 'USD';

const LOCALES: Record<CurrencyCode, string> = { INR: 'en-IN', USD: 'en-US' };

/** Text of an amount, for instance ₹25,000.00 or −$2.50; micros beyond cents are shown only when there are any. */
export function formatMoney(micros: bigint, currency: CurrencyCode): string {
  const negative = micros < 0n;
  const absolute = negative ? -micros : micros;
  const whole = absolute / MICROS;
  const fraction = (absolute % MICROS)
    .toString()
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  const grouped = new Intl.NumberFormat(LOCALES[currency], {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
  }).format(whole);
  return `${negative ? '−' : ''}${grouped}.${fraction}`;
}

/** Decimal text with `decimals` places, no currency: for CSV. Exact; throws when digits would be lost. */
export function toDecimal(micros: bigint, decimals = 6): string {
  const negative = micros < 0n;
  const absolute = negative ? -micros : micros;
  const fraction = (absolute % MICROS).toString().padStart(6, '0');
  if (/[1-9]/.test(fraction.slice(decimals))) throw new RangeError(`${micros} micros do not fit ${decimals} decimals`);
  return `${negative ? '-' : ''}${absolute / MICROS}${decimals > 0 ? `.${fraction.slice(0, decimals)}` : ''}`;
}

/** Micros of decimal text such as "250", "2.50" or "0.000001"; null when it is not an amount. */
export function parseDecimal(text: string): bigint | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (!match) return null;
  const micros = BigInt(match[2] ?? '0') * MICROS + BigInt((match[3] ?? '').padEnd(6, '0'));
  return match[1] === '-' ? -micros : micros;
}

/** `basisPoints` of an amount (1800 = 18 %), rounded half away from zero to the micro. */
export function shareOf(micros: bigint, basisPoints: number): bigint {
  const product = micros * BigInt(basisPoints);
  const rounding = product < 0n ? -5_000n : 5_000n;
  return (product + rounding) / 10_000n;
}

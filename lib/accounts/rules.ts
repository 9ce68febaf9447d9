export const CURRENCIES = ['INR', 'USD'] as const;
export type CurrencyCode = (typeof CURRENCIES)[number];

/** The zone a new account is offered: India for rupees; elsewhere nothing better than UTC is known. */
export function defaultTimeZone(currency: CurrencyCode): string {
  return currency === 'INR' ? 'Asia/Kolkata' : 'UTC';
}

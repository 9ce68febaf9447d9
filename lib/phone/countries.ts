/** The countries whose numbers are offered. Safe for the browser: no phone metadata behind it. */
export const COUNTRIES = [
  { iso: 'IN', name: 'India', callingCode: '91', trunkPrefix: '0' },
  { iso: 'US', name: 'United States', callingCode: '1', trunkPrefix: '' },
  { iso: 'GB', name: 'United Kingdom', callingCode: '44', trunkPrefix: '0' },
  { iso: 'CA', name: 'Canada', callingCode: '1', trunkPrefix: '' },
  { iso: 'AU', name: 'Australia', callingCode: '61', trunkPrefix: '0' },
  { iso: 'SG', name: 'Singapore', callingCode: '65', trunkPrefix: '' },
  { iso: 'AE', name: 'United Arab Emirates', callingCode: '971', trunkPrefix: '0' },
] as const;

export type Country = (typeof COUNTRIES)[number];
export type CountryIso = Country['iso'];

/** The country of an ISO code, or null when its numbers are not offered. */
export function findCountry(iso: string): Country | null {
  return COUNTRIES.find((country) => country.iso === iso) ?? null;
}

/** The country of a code that is known to be one of ours. */
export function getCountry(iso: CountryIso): Country {
  const country = findCountry(iso);
  if (!country) throw new RangeError(`${iso} is not a country whose numbers are offered`);
  return country;
}

/** Whether a number of this country may be rented only under an accepted KYC application. */
export function needsCompliance(countryIso: string): boolean {
  return countryIso === 'IN';
}

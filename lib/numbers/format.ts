import type { AvailableNumberType, NumberCapabilities, SearchTotal } from './types';

/** What each kind of number is called on screen. */
export const NUMBER_TYPE_WORDS: Readonly<Record<AvailableNumberType, string>> = {
  local: 'Local',
  mobile: 'Mobile',
  tollfree: 'Toll-free',
  national: 'National',
};

export const CAPABILITY_WORDS: Readonly<Record<keyof NumberCapabilities, string>> = {
  voice: 'Voice',
  sms: 'SMS',
  mms: 'MMS',
};

const grouping = new Intl.NumberFormat('en');

/** "1,204 numbers", "10,000+ numbers": beyond what is counted nothing more exact is said. */
export function totalText(total: SearchTotal): string {
  if ('atLeast' in total) return `${grouping.format(total.atLeast)}+ numbers`;
  return total.exact === 1 ? '1 number' : `${grouping.format(total.exact)} numbers`;
}

const TYPE_WORDS: readonly string[] = Object.values(NUMBER_TYPE_WORDS);

/** "Bengaluru, Karnataka"; mobile and toll-free numbers belong to no place and are filed under their type's name. */
export function placeText({ place, region }: { place: string; region: string }): string {
  if (region === '' && TYPE_WORDS.includes(place)) return 'Nationwide';
  return region === '' || region === place ? place : `${place}, ${region}`;
}

/** Area codes as people dial them: 080 in India. */
export function areaCodesText(codes: readonly string[], trunkPrefix: string): string {
  const SHOWN = 3;
  const shown = codes.slice(0, SHOWN).map((code) => `${trunkPrefix}${code}`);
  return codes.length > SHOWN ? `${shown.join(', ')} …` : shown.join(', ');
}

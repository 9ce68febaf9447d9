import { formatDay, formatShortDay } from '@/lib/datetime';
import { formatMoney } from '@/lib/money';
import { CAPABILITY_WORDS, NUMBER_TYPE_WORDS, placeText } from '@/lib/numbers/format';
import { findCountry } from '@/lib/phone/countries';
import type { RentalPair, RentalStatus, RentalSummary } from '@/lib/rentals/types';

/** A row of Active Numbers as the table draws it: texts made on the server. */
export interface ActiveRow {
  id: string;
  number: string;
  display: string;
  alias: string | null;
  tags: string[];
  notes: string | null;
  isProtected: boolean;
  kind: string;
  shortKind: string;
  where: string;
  /** Without its region; empty for a number of the whole country. */
  place: string;
  carrier: string;
  application: string | null;
  status: RentalStatus;
  statusReason: string | null;
  capabilities: string;
  monthly: string;
  /** Rent is monthly, so the year goes without saying. */
  renews: { short: string; whole: string } | null;
  offersHa: boolean;
  pair: RentalPair | null;
}

export function capabilityText(can: RentalSummary['capabilities']): string {
  const names = ['voice', 'sms', 'mms'] as const;
  return names
    .filter((name) => can[name])
    .map((name) => CAPABILITY_WORDS[name])
    .join(', ');
}

/** "Local", or "US toll-free" where no place says of which country the number is: the column has little room. */
function shortKind({ countryIso, type, place }: Pick<RentalSummary, 'countryIso' | 'type' | 'place'>): string {
  return place ? NUMBER_TYPE_WORDS[type] : `${countryIso} ${NUMBER_TYPE_WORDS[type].toLowerCase()}`;
}

export function kindText({ countryIso, type }: Pick<RentalSummary, 'countryIso' | 'type'>): string {
  return `${findCountry(countryIso)?.name ?? countryIso} ${NUMBER_TYPE_WORDS[type].toLowerCase()}`;
}

export function toActiveRow(rental: RentalSummary): ActiveRow {
  // A number of no place in particular: its type says so.
  const place = placeText(rental) === 'Nationwide' ? '' : rental.place;
  return {
    id: rental.rentalId,
    number: rental.number,
    display: rental.display,
    alias: rental.alias,
    tags: rental.tags,
    notes: rental.notes,
    isProtected: rental.isProtected,
    kind: kindText(rental),
    shortKind: shortKind({ ...rental, place }),
    where: placeText(rental),
    place,
    carrier: rental.carrierName,
    application: rental.applicationName,
    status: rental.status,
    statusReason: rental.statusReason,
    capabilities: capabilityText(rental.capabilities),
    monthly: rental.isBrought ? 'Own contract' : formatMoney(rental.monthlyMicros, rental.currency),
    renews:
      rental.renewsOn === null ? null : { short: formatShortDay(rental.renewsOn), whole: formatDay(rental.renewsOn) },
    offersHa: rental.highAvailability,
    pair: rental.pair,
  };
}

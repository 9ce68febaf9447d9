import type { PairRouting } from '@/lib/network/types';
import type { HighAvailabilityQuote } from '@/lib/provisioning/types';
import type { PairCandidate, RentalDetail } from '@/lib/rentals/types';

/** What the High Availability section is told, on a primary's page and on a fallback's. */
export interface HaCardProps {
  rental: RentalDetail;
  /** What switching it on would cost; null where it is on, or not offered. */
  quote: HighAvailabilityQuote | null;
  /** Numbers the account rents that would fit into a pair with this one. */
  candidates: readonly PairCandidate[];
  /** "18 %"; null where no tax is added. */
  taxRate: string | null;
  /** Where the pair's calls go now; null unless this is the primary of an active one. */
  routing: PairRouting | null;
  timeZone: string;
  mayChange: boolean;
}

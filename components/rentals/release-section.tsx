import { ReleaseCard } from '@/components/rentals/release-card';
import { formatDay, formatInstant } from '@/lib/datetime';
import type { ReleasePreview } from '@/lib/rentals/types';

/** The release seen before it happens, its dates written in the account's time zone. */
export function ReleaseSection({ preview, timeZone }: { preview: ReleasePreview; timeZone: string }) {
  return (
    <ReleaseCard
      numbers={preview.numbers.map(({ rentalId, display, role, paidUntil }) => ({
        ...{ rentalId, display, role },
        paidUntil: paidUntil && formatDay(paidUntil),
      }))}
      buyBackUntil={formatInstant(preview.buyBackUntil, timeZone)}
      refusal={preview.refusal}
      isProtected={preview.isProtected}
    />
  );
}

import { PageHeader } from '@/components/layout/page-header';
import { StateSentence } from '@/components/rentals/state-sentence';
import { PhoneNumber } from '@/components/ui/phone-number';
import { StateBadge } from '@/components/ui/state-badge';
import type { RentalDetail } from '@/lib/rentals/types';

/** The number, its state in a word and in a sentence. */
export function NumberHeader({ rental, timeZone }: { rental: RentalDetail; timeZone: string }) {
  return (
    <PageHeader
      title={<PhoneNumber display={rental.display} digits={rental.number} />}
      badge={<StateBadge kind="rental" state={rental.status} appearance="soft" />}
      summary={<StateSentence rental={rental} timeZone={timeZone} />}
      breadcrumbs={[{ label: 'Active numbers', href: '/phone-numbers/active' }, { label: rental.display }]}
    />
  );
}

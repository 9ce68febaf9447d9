import { PageHeader } from '@/components/layout/page-header';
import { StateSentence } from '@/components/rentals/state-sentence';
import { PhoneNumber } from '@/components/ui/phone-number';
import { StateBadge } from '@/components/ui/state-badge';
import type { RentalDetail } from '@/lib/rentals/types';

/** The number, what its team calls it, its state in a word and in a sentence. */
export function NumberHeader({ rental, timeZone }: { rental: RentalDetail; timeZone: string }) {
  return (
    <PageHeader
      title={<PhoneNumber display={rental.display} digits={rental.number} />}
      badge={
        <>
          {rental.alias ? <span className="min-w-0 truncate text-base text-muted">{rental.alias}</span> : null}
          <StateBadge kind="rental" state={rental.status} appearance="soft" />
        </>
      }
      summary={<StateSentence rental={rental} timeZone={timeZone} />}
      breadcrumbs={[{ label: 'Active Numbers', href: '/phone-numbers/active' }, { label: rental.display }]}
    />
  );
}

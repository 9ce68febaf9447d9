import { TestCallButton } from '@/components/calls/test-call-button';
import { PageHeader } from '@/components/layout/page-header';
import { StateSentence } from '@/components/rentals/state-sentence';
import { PhoneNumber } from '@/components/ui/phone-number';
import { StateBadge } from '@/components/ui/state-badge';
import type { PairRouting } from '@/lib/network/types';
import { findCountry } from '@/lib/phone/countries';
import type { RentalDetail } from '@/lib/rentals/types';

interface NumberHeaderProps {
  rental: RentalDetail;
  timeZone: string;
  /** Where the pair's calls go now. */
  routing: PairRouting | null;
  mayCall: boolean;
}

/** The number, what its team calls it, its state in a word and in a sentence. */
export function NumberHeader({ rental, timeZone, routing, mayCall }: NumberHeaderProps) {
  const canCall = mayCall && (rental.status === 'active' || rental.status === 'past_due');
  return (
    <PageHeader
      title={<PhoneNumber display={rental.display} digits={rental.number} />}
      badge={
        <>
          {rental.alias ? <span className="min-w-0 truncate text-base text-muted">{rental.alias}</span> : null}
          <StateBadge kind="rental" state={rental.status} appearance="soft" />
        </>
      }
      summary={<StateSentence {...{ rental, timeZone }} overFallback={routing?.carrying === 'fallback'} />}
      breadcrumbs={[{ label: 'Active Numbers', href: '/phone-numbers/active' }, { label: rental.display }]}
      actions={
        canCall ? (
          <TestCallButton
            number={rental.number}
            display={rental.display}
            country={findCountry(rental.countryIso)?.name ?? rental.countryIso}
          />
        ) : null
      }
    />
  );
}

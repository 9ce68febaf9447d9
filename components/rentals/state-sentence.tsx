import type { ReactNode } from 'react';
import { NumberLink } from '@/components/rentals/number-link';
import { formatDay, formatInstant } from '@/lib/datetime';
import type { PairDetail, RentalDetail } from '@/lib/rentals/types';

interface StateSentenceProps {
  rental: RentalDetail;
  timeZone: string;
  /** Calls leave by the fallback number at present. */
  overFallback: boolean;
}

/** The state of a number in one sentence: what works, over whom, and what stands behind it. */
export function StateSentence({ rental, timeZone, overFallback }: StateSentenceProps) {
  switch (rental.status) {
    case 'provisioning':
      return <>Being set up at {rental.carrierName}. It is charged once it is active.</>;
    case 'failed':
      return <>Not activated: {rental.statusReason ?? 'the carrier refused the order.'} Nothing was charged.</>;
    case 'released':
      return <ReleasedSentence {...{ rental, timeZone }} />;
    case 'past_due':
      return (
        <>
          Past due{rental.pastDueSince ? ` since ${formatDay(rental.pastDueSince)}` : ''}.{' '}
          <RouteSentence {...{ rental, overFallback }} />
        </>
      );
    default:
      return (
        <>
          Active. <RouteSentence {...{ rental, overFallback }} />
        </>
      );
  }
}

function ReleasedSentence({ rental, timeZone }: Omit<StateSentenceProps, 'overFallback'>) {
  const { releasedAt, statusReason } = rental;
  return (
    <>
      Released{releasedAt ? ` on ${formatInstant(releasedAt, timeZone)}` : ''}. {statusReason}
    </>
  );
}

/** By whom calls leave, and what takes over. */
function RouteSentence({ rental, overFallback }: Omit<StateSentenceProps, 'timeZone'>): ReactNode {
  const { pair, carrierName, highAvailability } = rental;
  if (pair?.role === 'fallback') return <FallbackSentence {...{ pair, carrierName, overFallback }} />;
  const leave = `Calls leave by ${carrierName}`;
  if (!pair) return `${leave}; ${highAvailability ? 'there is no fallback number.' : 'failover is automatic.'}`;
  if (pair.state === 'waiting_for_stock') return `${leave}; a fallback number is waited for.`;
  if (pair.state === 'failed') return `${leave}; its fallback number could not be set up.`;
  if (!pair.fallback) return `${leave}; a fallback number is being prepared.`;
  if (overFallback)
    return (
      <>
        Calls leave by its fallback <NumberLink {...pair.fallback} /> over {pair.fallback.carrierName} at present.
      </>
    );
  return (
    <>
      {leave}; fallback <NumberLink {...pair.fallback} /> by {pair.fallback.carrierName}{' '}
      {pair.state === 'active' ? 'is ready.' : 'is being set up.'}
    </>
  );
}

interface FallbackSentenceProps {
  pair: PairDetail;
  carrierName: string;
  overFallback: boolean;
}

function FallbackSentence({ pair, carrierName, overFallback }: FallbackSentenceProps): ReactNode {
  const primary = <NumberLink {...pair.primary} />;
  if (pair.state === 'replacing')
    return (
      <>
        The carrier withdrew its primary {primary}; calls leave by {carrierName}.
      </>
    );
  if (pair.state !== 'active') return <>It is being set up as the fallback of {primary}.</>;
  if (overFallback) return <>Calls of {primary} leave from here at present.</>;
  return (
    <>
      Stands by for {primary}: calls move here, to {carrierName}, when {pair.primary.carrierName} fails.
    </>
  );
}

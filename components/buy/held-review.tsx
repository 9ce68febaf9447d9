import { ChosenSettings } from '@/components/buy/chosen-settings';
import { ConfirmCard } from '@/components/buy/confirm-card';
import { CostTable } from '@/components/buy/cost-table';
import { ReservationClock } from '@/components/buy/reservation-clock';
import type { ChosenTerms } from '@/lib/provisioning/format';
import type { ReservationDetail } from '@/lib/provisioning/types';

interface HeldReviewProps {
  reservation: Extract<ReservationDetail, { state: 'held' }>;
  terms: ChosenTerms;
  application: string | undefined;
  compliance: string | undefined;
  taxRate: string | null;
  obstacle: string | null;
  /** The server's clock. */
  now: Date;
  /** The reservation's end in the account's time zone, as text. */
  until: string;
}

/** A standing reservation: what it costs, what it will be, and the two ways on. */
export function HeldReview({
  reservation,
  terms,
  application,
  compliance,
  taxRate,
  obstacle,
  now,
  until,
}: HeldReviewProps) {
  const { id, number, highAvailability, quote, fallbackTier, expiresAt } = reservation;
  const { primary: _, fallback, ...totals } = quote;
  const hasFallback = fallback?.found != null;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="lg:col-span-2">
        <ReservationClock
          expiresAt={expiresAt.toISOString()}
          now={now.toISOString()}
          until={until}
          kept={hasFallback ? 'either number' : 'the number'}
        />
      </div>
      <div className="grid gap-4">
        <CostTable quote={quote} fallbackTier={fallbackTier} taxRate={taxRate} />
        <ChosenSettings number={number} terms={terms} application={application} compliance={compliance} />
      </div>
      <ConfirmCard
        reservation={{ id, number, highAvailability }}
        // One reservation is one purchase, whatever form it is confirmed from.
        idempotencyKey={id}
        terms={terms}
        quote={totals}
        hasFallback={hasFallback}
        obstacle={obstacle}
      />
    </div>
  );
}

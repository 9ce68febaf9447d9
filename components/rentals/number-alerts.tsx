import { appHref } from '@/components/layout/app-href';
import { lostPrimary } from '@/components/rentals/pair-words';
import { Phone } from '@/components/rentals/phone';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDay, formatInstant } from '@/lib/datetime';
import { numberPath } from '@/lib/rentals/format';
import type { RentalDetail } from '@/lib/rentals/types';

interface NumberAlertsProps {
  rental: RentalDetail;
  timeZone: string;
  maySeeBilling: boolean;
}

/** What needs attention before anything else on the page. */
export function NumberAlerts({ rental, timeZone, maySeeBilling }: NumberAlertsProps) {
  if (rental.status === 'past_due') {
    return (
      <Alert
        tone="warn"
        title="The rent could not be collected"
        actions={
          maySeeBilling ? (
            <ButtonLink href="/billing" size="sm">
              Add funds
            </ButtonLink>
          ) : undefined
        }
      >
        The balance is too low. Calls go on for now; without payment the number is released
        {rental.endsOn ? ` on ${formatDay(rental.endsOn)}` : ''}.
      </Alert>
    );
  }
  if (rental.status === 'released') return <ReleasedAlert rental={rental} timeZone={timeZone} />;
  if (rental.status === 'failed') {
    return (
      <Alert
        tone="danger"
        title="The number could not be activated"
        actions={
          <ButtonLink href="/phone-numbers/buy" size="sm">
            Choose another number
          </ButtonLink>
        }
      >
        {rental.statusReason} The money held for it was set free.
      </Alert>
    );
  }
  return rental.compliance && rental.compliance.status !== 'accepted' ? (
    <BlockedAlert compliance={rental.compliance} />
  ) : null;
}

/** Calls are refused because of the application the number is rented under. */
function BlockedAlert({ compliance: { id, alias, status } }: { compliance: NonNullable<RentalDetail['compliance']> }) {
  return (
    <Alert
      tone="danger"
      title="Calls from this number are blocked"
      actions={
        <ButtonLink href={appHref(`/phone-numbers/compliance/${id}`)} size="sm">
          Open the application
        </ButtonLink>
      }
    >
      Its compliance application “{alias}” {status === 'submitted' ? 'is being reviewed' : `is ${status}`}.
    </Alert>
  );
}

/** Where the number, or the calls that left from it, can be found now; nothing when there is nothing to do. */
function ReleasedAlert({ rental: { buyBackUntil, pair }, timeZone }: Pick<NumberAlertsProps, 'rental' | 'timeZone'>) {
  if (pair?.fallback && lostPrimary(pair)) {
    return (
      <Alert
        tone="warn"
        title="Calls go on from its fallback"
        actions={
          <ButtonLink href={numberPath(pair.fallback.number)} size="sm">
            Choose a new primary
          </ButtonLink>
        }
      >
        <Phone display={pair.fallback.display} /> on {pair.fallback.carrierName} needs a new primary number.
      </Alert>
    );
  }
  if (!buyBackUntil) return null;
  return (
    <Alert
      title="This number can be bought back"
      actions={
        <ButtonLink href="/phone-numbers/released" size="sm">
          See released numbers
        </ButtonLink>
      }
    >
      It is kept for you until {formatInstant(buyBackUntil, timeZone)}.
    </Alert>
  );
}

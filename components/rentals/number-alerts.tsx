import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDay, formatInstant } from '@/lib/datetime';
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
  if (rental.status === 'released') {
    const until = rental.buyBackUntil;
    return (
      <Alert
        title="This number is not yours any more"
        actions={
          until ? (
            <ButtonLink href="/phone-numbers/released" size="sm">
              See released numbers
            </ButtonLink>
          ) : undefined
        }
      >
        {rental.statusReason} {until ? `It can be bought back until ${formatInstant(until, timeZone)}.` : ''}
      </Alert>
    );
  }
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
  return null;
}

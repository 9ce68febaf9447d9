import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { Countdown } from '@/components/ui/countdown';
import { type ChosenTerms, reviewPath } from '@/lib/provisioning/format';
import type { OwnClaim } from '@/lib/provisioning/types';

interface ReservedNoteProps {
  number: string;
  reservation: NonNullable<OwnClaim['reservation']>;
  terms: ChosenTerms;
  now: Date;
}

/** The number is already set aside for this account: the way back to its review. */
export function ReservedNote({ number, reservation, terms, now }: ReservedNoteProps) {
  const { id, expiresAt } = reservation;
  return (
    <Alert
      tone="info"
      actions={
        <ButtonLink href={reviewPath(number, { ...terms, reservationId: id })} size="sm" prefetch={false}>
          Back to the review
        </ButtonLink>
      }
    >
      Reserved for you for{' '}
      <Countdown
        until={expiresAt.toISOString()}
        now={now.toISOString()}
        label="Reservation"
        expiredText="0:00, it has ended"
        className="font-medium"
      />
      .
    </Alert>
  );
}

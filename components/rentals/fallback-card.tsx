import type { HaCardProps } from '@/components/rentals/ha-card-props';
import { KeepFallback } from '@/components/rentals/keep-fallback';
import { NumberLink } from '@/components/rentals/number-link';
import { OutboundNote } from '@/components/rentals/outbound-note';
import { PairOwnedDialog } from '@/components/rentals/pair-owned-dialog';
import { PairPicture } from '@/components/rentals/pair-picture';
import { lostPrimary } from '@/components/rentals/pair-words';
import { Phone } from '@/components/rentals/phone';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { formatMoney } from '@/lib/money';
import { numberPath } from '@/lib/rentals/format';
import type { PairDetail } from '@/lib/rentals/types';

type FallbackCardProps = HaCardProps & { pair: PairDetail };

/** High availability seen from a fallback: whose it is, and what to do when its primary is gone. */
export function FallbackCard(props: FallbackCardProps) {
  const { rental, pair } = props;
  return (
    <Card
      id="high-availability"
      title="High Availability"
      description={
        lostPrimary(pair) ? undefined : (
          <>
            This number is the fallback of <NumberLink {...pair.primary} />. A fallback has none of its own; high
            availability is switched on and off at its primary.
          </>
        )
      }
      footer={
        lostPrimary(pair) ? undefined : (
          <ButtonLink href={numberPath(pair.primary.number)} className="ml-auto">
            Open the primary number
          </ButtonLink>
        )
      }
    >
      <div className="grid gap-5">
        {lostPrimary(pair) ? <LostPrimary {...props} /> : null}
        {pair.atRiskReason ? (
          <Alert tone="warn" title="The pair is at risk">
            {pair.atRiskReason}
          </Alert>
        ) : null}
        {pair.state === 'failed' ? null : (
          <PairPicture pair={pair} here={rental.rentalId} carrying={props.routing?.carrying} />
        )}
        {lostPrimary(pair) ? null : <OutboundNote hasFallback sharesApplication={rental.followsPrimary} />}
      </div>
    </Card>
  );
}

function LostPrimary({ rental, pair, candidates, taxRate, mayChange }: FallbackCardProps) {
  const price = `${formatMoney(rental.monthlyMicros, rental.currency)} a month${taxRate ? ` + ${taxRate} GST` : ''}`;
  const fits = candidates.length > 0;
  return (
    <Alert
      tone="warn"
      title={
        <>
          The carrier withdrew the primary <Phone display={pair.primary.display} />
        </>
      }
      actions={
        mayChange ? (
          <>
            {fits ? (
              <PairOwnedDialog rentalId={rental.rentalId} choose="primary" candidates={candidates} />
            ) : (
              <ButtonLink href="/phone-numbers/buy?country=IN&type=local" variant="primary">
                Buy a new primary
              </ButtonLink>
            )}
            <KeepFallback primaryRentalId={pair.primary.rentalId} price={price} />
          </>
        ) : undefined
      }
    >
      Calls go on from this number.{' '}
      {fits
        ? 'Choose a new primary for it among your numbers.'
        : `None of your numbers could be its new primary: it must be an India local number of a carrier that shares no equipment with ${rental.carrierName}. Buy one, then choose it here.`}
    </Alert>
  );
}

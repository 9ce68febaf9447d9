import { FallbackCard } from '@/components/rentals/fallback-card';
import { FallbackField } from '@/components/rentals/fallback-field';
import type { HaCardProps } from '@/components/rentals/ha-card-props';
import { HaForm } from '@/components/rentals/ha-form';
import { OutboundNote } from '@/components/rentals/outbound-note';
import { PairOwnedDialog } from '@/components/rentals/pair-owned-dialog';
import { PairPicture } from '@/components/rentals/pair-picture';
import { isOnItsWay } from '@/components/rentals/pair-words';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { formatDay } from '@/lib/datetime';
import { formatMoney } from '@/lib/money';
import type { RentalDetail } from '@/lib/rentals/types';

/** High availability of a number, whichever way it stands towards it. */
export function HaCard(props: HaCardProps) {
  const { rental } = props;
  if (!rental.highAvailability) return <AutomaticCard />;
  if (rental.pair?.role === 'fallback') return <FallbackCard {...props} pair={rental.pair} />;
  return <PrimaryCard {...props} />;
}

function AutomaticCard() {
  return (
    <Card id="high-availability" title="High Availability">
      <p className="max-w-prose">
        Failover is automatic for this number: when a carrier fails, outgoing calls take another route by themselves. No
        fallback number is needed.
      </p>
    </Card>
  );
}

function PrimaryCard({ rental, quote, candidates, taxRate, timeZone, mayChange, routing }: HaCardProps) {
  const { pair, display, currency } = rental;
  const isOn = pair !== null && pair.state !== 'failed';
  const fallback = isOn ? pair.fallback : null;
  const price = (micros: bigint) => `${formatMoney(micros, currency)} a month${taxRate ? ` + ${taxRate} GST` : ''}`;
  return (
    <HaForm
      // Begins anew when the pair moves on: what was chosen was chosen for another state.
      key={`${pair?.id}:${pair?.state}`}
      rentalId={rental.rentalId}
      {...{ display, isOn, quote, taxRate }}
      locked={lockOf(rental, mayChange)}
      formerPaidUntil={quote?.former?.paidUntil ? formatDay(quote.former.paidUntil) : null}
      fallback={
        fallback && {
          display: fallback.display,
          price: price(fallback.monthlyMicros),
          paidUntil: fallback.paidUntil && formatDay(fallback.paidUntil),
          wasOwned: pair?.origin === 'owned',
        }
      }
      hint={
        quote ? (
          <>
            <span className="figures font-medium text-fg">{price(quote.monthlyMicros)}</span>, no set-up fee: a second
            number from a different carrier is rented to your account and billed each month.
          </>
        ) : null
      }
      other={!isOn && mayChange && rental.status === 'active' ? <OwnedChoice {...{ rental, candidates }} /> : null}
    >
      {pair?.atRiskReason ? (
        <Alert tone="warn" title="The pair is at risk">
          {pair.atRiskReason}
        </Alert>
      ) : null}
      {pair?.state === 'failed' ? (
        <Alert tone="danger" title="The fallback number could not be set up">
          {pair.stateReason}
        </Alert>
      ) : null}
      {pair && isOn ? <PairPicture pair={pair} here={rental.rentalId} carrying={routing?.carrying} /> : null}
      <FallbackField pair={isOn ? pair : null} timeZone={timeZone} mayChange={mayChange} />
      <OutboundNote hasFallback={fallback !== null} sharesApplication={fallback?.followsPrimary ?? true} />
    </HaForm>
  );
}

function OwnedChoice({ rental, candidates }: Pick<HaCardProps, 'rental' | 'candidates'>) {
  if (candidates.length === 0) return 'None of your other numbers fits as its fallback.';
  return <PairOwnedDialog rentalId={rental.rentalId} choose="fallback" candidates={candidates} />;
}

/** Why the checkbox cannot be changed now. */
function lockOf({ status, pair }: RentalDetail, mayChange: boolean): string | null {
  if (!mayChange) return 'Your role may not change high availability. Ask an owner, admin or developer.';
  if (pair && isOnItsWay(pair.state)) return 'The fallback number is just being set up.';
  if (status === 'provisioning' && !pair) return 'High availability can be switched on once the number is active.';
  if (status === 'past_due' && !pair) return 'The rent of this number is overdue. Add funds first.';
  return null;
}

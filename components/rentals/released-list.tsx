import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { BuyBack } from '@/components/rentals/buy-back';
import { NumberLink } from '@/components/rentals/number-link';
import { Phone } from '@/components/rentals/phone';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { Countdown } from '@/components/ui/countdown';
import { EmptyState } from '@/components/ui/empty-state';
import { Money } from '@/components/ui/money';
import { formatDay, formatInstant } from '@/lib/datetime';
import type { ReleasedNumber } from '@/lib/rentals/types';

interface ReleasedListProps {
  numbers: readonly ReleasedNumber[];
  timeZone: string;
  /** The server's clock. */
  now: Date;
  mayBuy: boolean;
}

/** Numbers that can still be bought back, with the time left and what it costs now. */
export function ReleasedList({ numbers, timeZone, now, mayBuy }: ReleasedListProps) {
  if (numbers.length === 0) return <NothingReleased />;
  return (
    <Card flush>
      <ul aria-label="Released numbers" className="divide-y divide-line">
        {numbers.map((number) => (
          <Entry key={number.rentalId} {...{ number, timeZone, now, mayBuy }} />
        ))}
      </ul>
    </Card>
  );
}

interface EntryProps extends Omit<ReleasedListProps, 'numbers'> {
  number: ReleasedNumber;
}

function Entry({ number, timeZone, now, mayBuy }: EntryProps) {
  const { rentalId, display, releasedAt, buyBackUntil, reason } = number;
  return (
    <li className="grid items-start gap-x-6 gap-y-3 p-4 sm:grid-cols-2 xl:grid-cols-[minmax(0,1.4fr)_minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
      <div className="grid gap-0.5">
        <h2 className="figures font-semibold">{display}</h2>
        <Partner number={number} />
      </div>
      <Fact term="Released" note={reason}>
        {formatInstant(releasedAt, timeZone)}
      </Fact>
      <Fact term="Time left" note={`until ${formatInstant(buyBackUntil, timeZone)}`}>
        <Countdown
          until={buyBackUntil.toISOString()}
          now={now.toISOString()}
          label={`Buy back ${display}`}
          expiredText="Over"
        />
      </Fact>
      <Fact term="Due now" note={dueNote(number)}>
        <Due number={number} />
      </Fact>
      {mayBuy ? (
        <div className="self-center">
          <BuyBack key={rentalId} {...buyBackProps(number)} />
        </div>
      ) : null}
    </li>
  );
}

function Fact({ term, note, children }: { term: string; note: string | null; children: ReactNode }) {
  return (
    <dl className="min-w-0 text-sm">
      <dt className="text-xs text-muted">{term}</dt>
      <dd className="font-medium">{children}</dd>
      {note ? <dd className="text-muted">{note}</dd> : null}
    </dl>
  );
}

function Partner({ number: { place, fallback, formerPrimary } }: { number: ReleasedNumber }) {
  return (
    <p className="text-sm text-muted">
      {place}
      {fallback ? (
        <>
          {' '}
          · with its fallback <Phone display={fallback.display} />
        </>
      ) : null}
      {formerPrimary ? (
        <>
          {' '}
          · was the fallback of <NumberLink {...formerPrimary} />
        </>
      ) : null}
    </p>
  );
}

function Due({ number: { dueMicros, currency } }: { number: ReleasedNumber }) {
  return dueMicros === 0n ? 'Nothing' : <Money micros={dueMicros} currency={currency} />;
}

function dueNote({ dueMicros, unpaidSince, paidUntil, fallback }: ReleasedNumber): string | null {
  if (unpaidSince) return `with tax, rent unpaid since ${formatDay(unpaidSince)}`;
  if (dueMicros > 0n) return `with tax, one month${fallback ? ' of both' : ''}`;
  return paidUntil && `paid until ${formatDay(paidUntil)}`;
}

function buyBackProps(number: ReleasedNumber) {
  const { rentalId, display, dueMicros, unpaidSince, currency, fallback, formerPrimary } = number;
  return {
    ...{ rentalId, display, currency },
    dueMicros: dueMicros.toString(),
    unpaidSince: unpaidSince && formatDay(unpaidSince),
    fallbackDisplay: fallback?.display ?? null,
    formerPrimary: formerPrimary && { number: formerPrimary.number, display: formerPrimary.display },
  };
}

function NothingReleased() {
  return (
    <Card flush>
      <EmptyState
        icon={<Undo2 />}
        title="No released numbers"
        actions={<ButtonLink href="/phone-numbers/active">Go to active numbers</ButtonLink>}
      >
        A number you release is kept for you here for 5 days; until then you can buy it back.
      </EmptyState>
    </Card>
  );
}

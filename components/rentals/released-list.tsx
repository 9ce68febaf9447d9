import { Undo2 } from 'lucide-react';
import { BuyBack } from '@/components/rentals/buy-back';
import { NumberLink } from '@/components/rentals/number-link';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { Countdown } from '@/components/ui/countdown';
import { EmptyState } from '@/components/ui/empty-state';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
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
      <Table caption="Released numbers">
        <TableHead>
          <TableRow>
            <TableHeader pinned>Number</TableHeader>
            <TableHeader>Released</TableHeader>
            <TableHeader>Time left</TableHeader>
            <TableHeader align="end">Due now</TableHeader>
            <TableHeader>
              <span className="sr-only">Buy back</span>
            </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {numbers.map((number) => (
            <TableRow key={number.rentalId}>
              <TableRowHeader pinned className="py-2 align-top">
                <span className="figures">{number.display}</span>
                <Partner number={number} />
              </TableRowHeader>
              <TableCell className="py-2 align-top">
                <span className="whitespace-nowrap">{formatInstant(number.releasedAt, timeZone)}</span>
                {number.reason ? <span className="block min-w-48 text-muted">{number.reason}</span> : null}
              </TableCell>
              <TableCell className="py-2 align-top">
                <Countdown
                  until={number.buyBackUntil.toISOString()}
                  now={now.toISOString()}
                  label={`Buy back ${number.display}`}
                  expiredText="Over"
                />
                <span className="block whitespace-nowrap text-muted">
                  until {formatInstant(number.buyBackUntil, timeZone)}
                </span>
              </TableCell>
              <TableCell align="end" className="py-2 align-top">
                <Due number={number} />
              </TableCell>
              <TableCell align="end" className="py-2 align-top">
                {mayBuy ? <BuyBack {...buyBackProps(number)} /> : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Partner({ number: { place, fallback, formerPrimary } }: { number: ReleasedNumber }) {
  return (
    <span className="block font-normal text-muted">
      {place}
      {fallback ? (
        <>
          {' '}
          · with its fallback <span className="figures">{fallback.display}</span>
        </>
      ) : null}
      {formerPrimary ? (
        <>
          {' '}
          · was the fallback of <NumberLink {...formerPrimary} />
        </>
      ) : null}
    </span>
  );
}

function Due({ number: { dueMicros, currency, paidUntil } }: { number: ReleasedNumber }) {
  return (
    <>
      {dueMicros === 0n ? 'Nothing' : <Money micros={dueMicros} currency={currency} />}
      <span className="block text-muted">
        {dueMicros === 0n ? `paid until ${paidUntil ? formatDay(paidUntil) : ''}` : 'with tax, one month'}
      </span>
    </>
  );
}

function buyBackProps(number: ReleasedNumber) {
  const { rentalId, display, dueMicros, currency, fallback, formerPrimary } = number;
  return {
    ...{ rentalId, display, currency },
    dueMicros: dueMicros.toString(),
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

import { CartConfirm } from '@/components/buy/cart-confirm';
import { totalsOf } from '@/components/buy/cart-totals';
import { ReservationClock } from '@/components/buy/reservation-clock';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { numbersText } from '@/lib/bulk/format';
import type { CartLine, CartQuote } from '@/lib/bulk/types';
import type { CurrencyCode } from '@/lib/money';

interface CartReviewProps {
  jobId: string;
  quote: CartQuote;
  expiresAt: Date;
  /** The server's clock. */
  now: Date;
  /** The end in the account's time zone, as text. */
  until: string;
  /** "18 %"; null where no tax is added. */
  taxRate: string | null;
  /** Why this person cannot confirm; null when they can. */
  obstacle: string | null;
}

/** Several reserved numbers with every cost on its own line, and the two ways on. */
export function CartReview({ jobId, quote, expiresAt, now, until, taxRate, obstacle }: CartReviewProps) {
  const { lines, currency, availableMicros } = quote;
  const totals = totalsOf(lines, { isReserved: true });
  const refused = lines.filter(({ refusal }) => refusal !== null);
  const { affordable, ...sums } = totals;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="grid gap-4 lg:col-span-2">
        <ReservationClock
          expiresAt={expiresAt.toISOString()}
          now={now.toISOString()}
          until={until}
          kept={totals.count === 1 ? 'the number' : 'these numbers'}
        />
        {refused.length > 0 ? (
          <Alert tone="warn" title={`${numbersText(refused.length)} could not be reserved`}>
            <ul className="list-disc pl-4">
              {refused.map(({ number, display, refusal }) => (
                <li key={number}>
                  <span className="figures">{display}</span>: {refusal}
                </li>
              ))}
            </ul>
            The others can be bought all the same.
          </Alert>
        ) : null}
      </div>
      <Card
        id="cost"
        flush
        title="Cost"
        description={taxRate ? `Before ${taxRate} GST; the totals include it.` : undefined}
      >
        <CostLines lines={lines.filter(({ refusal }) => refusal === null)} currency={currency} />
      </Card>
      <CartConfirm
        jobId={jobId}
        totals={sums}
        affordable={affordable(availableMicros)}
        currency={currency}
        availableMicros={availableMicros}
        obstacle={obstacle}
      />
    </div>
  );
}

function CostLines({ lines, currency }: { lines: readonly CartLine[]; currency: CurrencyCode }) {
  return (
    <Table caption="Cost of these numbers">
      <TableHead>
        <TableRow>
          <TableHeader pinned>Number</TableHeader>
          <TableHeader>Place</TableHeader>
          <TableHeader>Carrier</TableHeader>
          <TableHeader align="end">Set-up, once</TableHeader>
          <TableHeader align="end">First and each month</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.flatMap((line) => [
          <TableRow key={line.number}>
            <TableRowHeader pinned className="figures">
              {line.display}
            </TableRowHeader>
            <TableCell className="whitespace-nowrap">{line.place}</TableCell>
            <TableCell className="whitespace-nowrap">{line.carrierName}</TableCell>
            <TableCell align="end">
              {line.setupMicros === 0n ? (
                <span className="text-muted">None</span>
              ) : (
                <Money micros={line.setupMicros} currency={currency} />
              )}
            </TableCell>
            <TableCell align="end">
              <Money micros={line.monthlyMicros} currency={currency} />
            </TableCell>
          </TableRow>,
          ...(line.highAvailability ? [<FallbackLine key={`${line.number} fallback`} {...{ line, currency }} />] : []),
        ])}
      </TableBody>
    </Table>
  );
}

function FallbackLine({ line, currency }: { line: CartLine; currency: CurrencyCode }) {
  const { fallback, fallbackMonthlyMicros } = line;
  return (
    <TableRow>
      <TableRowHeader pinned className="pl-8 font-normal">
        <span className="text-muted">Fallback </span>
        {fallback ? <span className="figures">{fallback.display}</span> : null}
      </TableRowHeader>
      {fallback ? (
        <>
          <TableCell className="whitespace-nowrap">{fallback.place}</TableCell>
          <TableCell className="whitespace-nowrap">{fallback.carrierName}</TableCell>
          <TableCell align="end">
            <span className="text-muted">None</span>
          </TableCell>
        </>
      ) : (
        <TableCell colSpan={3} className="text-muted">
          None is free now: the request waits, and costs nothing meanwhile
        </TableCell>
      )}
      <TableCell align="end">
        {fallback ? (
          <Money micros={fallbackMonthlyMicros ?? 0n} currency={currency} />
        ) : (
          <span className="text-muted">Not yet</span>
        )}
      </TableCell>
    </TableRow>
  );
}

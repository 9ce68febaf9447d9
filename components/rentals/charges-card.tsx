import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatPeriod } from '@/lib/billing/format';
import type { PaidPeriod } from '@/lib/billing/types';
import { formatInstant } from '@/lib/datetime';
import type { CurrencyCode } from '@/lib/money';

interface Charge extends PaidPeriod {
  id: string;
  at: Date;
  description: string;
  amountMicros: bigint;
}

interface ChargesCardProps {
  charges: readonly Charge[];
  /** Set aside until the number is active. */
  heldMicros: bigint;
  currency: CurrencyCode;
  timeZone: string;
}

/** What this number was charged, newest first. */
export function ChargesCard({ charges, heldMicros, currency, timeZone }: ChargesCardProps) {
  const held =
    heldMicros > 0n ? (
      <>
        <Money micros={heldMicros} currency={currency} className="font-medium text-fg" /> is held for it and charged
        once it is active.
      </>
    ) : undefined;
  if (charges.length === 0) {
    return (
      <Card id="charges" title="Charges" description={held}>
        {held ? null : <p className="text-muted">Nothing was charged for this number.</p>}
      </Card>
    );
  }
  return (
    <Card id="charges" title="Charges" description={held} flush>
      <Table caption="Charges of this number">
        <TableHead>
          <TableRow>
            <TableHeader>What</TableHeader>
            <TableHeader>For</TableHeader>
            <TableHeader>When</TableHeader>
            <TableHeader align="end">Amount</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {charges.map((charge) => (
            <TableRow key={charge.id}>
              <TableRowHeader>{charge.description}</TableRowHeader>
              <TableCell className="whitespace-nowrap text-muted">{formatPeriod(charge)}</TableCell>
              <TableCell className="text-muted">
                <RelativeTime at={charge.at.toISOString()} exact={formatInstant(charge.at, timeZone)} />
              </TableCell>
              <TableCell align="end">
                <Money micros={-charge.amountMicros} currency={currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

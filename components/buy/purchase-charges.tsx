import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { PurchaseProgress } from '@/lib/provisioning/types';

/** What was charged, and what is still set aside for it. */
export function PurchaseCharges({ purchase }: { purchase: PurchaseProgress }) {
  const { charges, currency, primary, pair } = purchase;
  const charged = charges.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
  const held = primary.heldMicros + (pair?.fallback?.heldMicros ?? 0n);
  return (
    <Card id="charges" flush title="Charges so far">
      <Table caption="Charges of this purchase so far">
        <TableHead>
          <TableRow>
            <TableHeader>Charge</TableHeader>
            <TableHeader>Number</TableHeader>
            <TableHeader align="end">Amount</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {charges.map(({ id, description, numberDisplay, amountMicros }) => (
            <TableRow key={id}>
              <TableRowHeader className="font-normal">{description}</TableRowHeader>
              <TableCell className="figures">{numberDisplay}</TableCell>
              <TableCell align="end">
                <Money micros={amountMicros} currency={currency} />
              </TableCell>
            </TableRow>
          ))}
          <TableRow>
            <TableRowHeader>Charged</TableRowHeader>
            <TableCell />
            <TableCell align="end" className="font-semibold">
              <Money micros={charged} currency={currency} />
            </TableCell>
          </TableRow>
          {held > 0n ? (
            <TableRow>
              <TableRowHeader className="font-normal text-muted">Held until activation</TableRowHeader>
              <TableCell />
              <TableCell align="end" className="text-muted">
                <Money micros={held} currency={currency} />
              </TableCell>
            </TableRow>
          ) : null}
        </TableBody>
      </Table>
    </Card>
  );
}

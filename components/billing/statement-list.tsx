import { Link } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { StatementSummary } from '@/lib/billing/types';
import { formatMonth } from '@/lib/datetime';
import type { CurrencyCode } from '@/lib/money';

const WIDE = 'hidden md:table-cell';

export function StatementList({
  statements,
  currency,
}: {
  statements: readonly StatementSummary[];
  currency: CurrencyCode;
}) {
  return (
    <Table caption="Statements">
      <TableHead>
        <TableRow>
          <TableHeader>Month</TableHeader>
          <TableHeader align="end" className={WIDE}>
            Opening balance
          </TableHeader>
          <TableHeader align="end" className={WIDE}>
            Added and refunded
          </TableHeader>
          <TableHeader align="end" className={WIDE}>
            Charged
          </TableHeader>
          <TableHeader align="end" className={WIDE}>
            Tax
          </TableHeader>
          <TableHeader align="end">Closing balance</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {statements.map((statement) => (
          <StatementRow key={statement.month} statement={statement} currency={currency} />
        ))}
      </TableBody>
    </Table>
  );
}

function StatementRow({ statement, currency }: { statement: StatementSummary; currency: CurrencyCode }) {
  const { month, isComplete, openingMicros, topUpMicros, adjustmentMicros, taxMicros, closingMicros } = statement;
  const { setupMicros, rentMicros, fallbackMicros, callMicros } = statement;
  const amounts = [
    ['opening', openingMicros],
    ['added', topUpMicros + adjustmentMicros],
    ['charged', setupMicros + rentMicros + fallbackMicros + callMicros],
    ['tax', taxMicros],
  ] as const;
  return (
    <TableRow>
      <TableRowHeader className="font-normal">
        <Link href={`/billing/statements/${month}`} className="link">
          {formatMonth(month)}
        </Link>
        {isComplete ? null : <span className="text-muted"> so far</span>}
      </TableRowHeader>
      {amounts.map(([key, micros]) => (
        <TableCell key={key} align="end" className={WIDE}>
          <Money micros={micros} currency={currency} />
        </TableCell>
      ))}
      <TableCell align="end">
        <Money micros={closingMicros} currency={currency} />
      </TableCell>
    </TableRow>
  );
}

import { ReceiptText } from 'lucide-react';
import { ledgerHref, NO_LEDGER_FILTER } from '@/components/billing/ledger-params';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Money } from '@/components/ui/money';
import { PhoneNumber } from '@/components/ui/phone-number';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatPeriod } from '@/lib/billing/format';
import type { LedgerPage, LedgerRow } from '@/lib/billing/types';
import { cn } from '@/lib/cn';
import { formatMinute } from '@/lib/datetime';
import type { CurrencyCode } from '@/lib/money';

/** A narrow screen has room for the entry and its amount; the rest stands under the entry there. */
const WIDE = 'hidden md:table-cell';
const WIDER = 'hidden xl:table-cell';
const NARROW = 'block md:hidden';

interface LedgerTableProps {
  ledger: LedgerPage;
  isFiltered: boolean;
  currency: CurrencyCode;
  timeZone: string;
  /** What the zone is called, for the column's head. */
  zone: string;
}

export function LedgerTable({ ledger, isFiltered, currency, timeZone, zone }: LedgerTableProps) {
  const { rows, total } = ledger;
  if (rows.length === 0) return isFiltered || total > 0 ? <NoMatch isFiltered={isFiltered} /> : <NoEntries />;
  return (
    <Table caption="Ledger">
      <TableHead>
        <TableRow>
          <TableHeader className={WIDE}>Time ({zone})</TableHeader>
          <TableHeader>Entry</TableHeader>
          <TableHeader className={WIDE}>Number</TableHeader>
          <TableHeader className={WIDER}>Pays for</TableHeader>
          <TableHeader align="end">Amount</TableHeader>
          <TableHeader align="end" className={WIDE}>
            Balance
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Entry key={row.id} row={row} currency={currency} timeZone={timeZone} />
        ))}
      </TableBody>
    </Table>
  );
}

interface EntryProps {
  row: LedgerRow;
  currency: CurrencyCode;
  timeZone: string;
}

function Entry({ row, currency, timeZone }: EntryProps) {
  const time = (
    <time dateTime={row.at.toISOString()} title={row.at.toISOString()} className="figures">
      {formatMinute(row.at, timeZone)}
    </time>
  );
  const period = formatPeriod(row);
  const number = row.numberDisplay ? <PhoneNumber display={row.numberDisplay} /> : null;
  return (
    <TableRow>
      <TableCell className={WIDE}>{time}</TableCell>
      <TableRowHeader className="py-1.5 font-normal">
        {row.description}
        <span className={cn(NARROW, 'text-xs text-muted')}>
          {number}
          {number ? <br /> : null}
          {time}
        </span>
      </TableRowHeader>
      <TableCell className={WIDE}>{number ?? <Nothing />}</TableCell>
      <TableCell className={WIDER}>{period ? <span className="figures">{period}</span> : <Nothing />}</TableCell>
      <TableCell align="end" className="max-md:align-top max-md:py-1.5">
        <SignedMoney micros={row.amountMicros} currency={currency} />
      </TableCell>
      <TableCell align="end" className={cn(WIDE, 'text-muted')}>
        <Money micros={row.balanceAfterMicros} currency={currency} />
      </TableCell>
    </TableRow>
  );
}

function Nothing() {
  return <span className="text-muted">–</span>;
}

function SignedMoney({ micros, currency }: { micros: bigint; currency: CurrencyCode }) {
  if (micros <= 0n) return <Money micros={micros} currency={currency} />;
  return (
    <span className="text-ok">
      +<Money micros={micros} currency={currency} />
    </span>
  );
}

function NoMatch({ isFiltered }: { isFiltered: boolean }) {
  return (
    <EmptyState
      icon={<ReceiptText />}
      title={isFiltered ? 'No entry fits these filters' : 'No entries on this page'}
      actions={
        <ButtonLink href={ledgerHref(NO_LEDGER_FILTER)}>{isFiltered ? 'Clear filters' : 'Newest entries'}</ButtonLink>
      }
    />
  );
}

function NoEntries() {
  return (
    <EmptyState icon={<ReceiptText />} title="No entries yet">
      The first one is written when funds are added.
    </EmptyState>
  );
}

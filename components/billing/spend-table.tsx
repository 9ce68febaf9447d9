import type { ReactNode } from 'react';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { SpendLines } from '@/lib/billing/types';
import { cn } from '@/lib/cn';
import type { CurrencyCode } from '@/lib/money';

/** A narrow screen has room for the total; the parts are in the CSV and on a wider one. */
const WIDE = 'hidden md:table-cell';

interface SpendTableProps {
  caption: string;
  /** What a row is of: Number, Tag, Month. */
  head: string;
  currency: CurrencyCode;
  taxLabel: string | null;
  rows: readonly { key: string; label: ReactNode; spend: SpendLines }[];
  /** What all rows of the month come to; left out where rows overlap. */
  total?: SpendLines;
}

const PARTS = [
  ['Set-up', 'setupMicros'],
  ['Rent', 'rentMicros'],
  ['HA rent', 'fallbackMicros'],
  ['Calls', 'callMicros'],
] as const satisfies (readonly [string, keyof SpendLines])[];

/** What was spent on what; each total is also drawn as a bar against the largest. */
export function SpendTable({ caption, head, currency, taxLabel, rows, total }: SpendTableProps) {
  const largest = rows.reduce((most, { spend }) => (spend.totalMicros > most ? spend.totalMicros : most), 1n);
  return (
    <Table caption={caption}>
      <TableHead>
        <TableRow>
          <TableHeader>{head}</TableHeader>
          {PARTS.map(([label]) => (
            <TableHeader key={label} align="end" className={WIDE}>
              {label}
            </TableHeader>
          ))}
          {taxLabel ? (
            <TableHeader align="end" className={WIDE}>
              {taxLabel}
            </TableHeader>
          ) : null}
          <TableHeader align="end">Total</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ key, label, spend }) => (
          <TableRow key={key}>
            <TableRowHeader className="py-1.5 font-normal whitespace-normal">{label}</TableRowHeader>
            <Amounts spend={spend} currency={currency} hasTax={taxLabel !== null} />
            <TableCell align="end" className="py-1.5">
              <Money micros={spend.totalMicros} currency={currency} />
              <Bar perMille={Number((spend.totalMicros * 1000n) / largest)} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
      {total ? (
        <tfoot className="font-semibold">
          <TableRow>
            <TableRowHeader>Whole month</TableRowHeader>
            <Amounts spend={total} currency={currency} hasTax={taxLabel !== null} />
            <TableCell align="end">
              <Money micros={total.totalMicros} currency={currency} />
            </TableCell>
          </TableRow>
        </tfoot>
      ) : null}
    </Table>
  );
}

function Amounts({ spend, currency, hasTax }: { spend: SpendLines; currency: CurrencyCode; hasTax: boolean }) {
  const keys = [...PARTS.map(([, key]) => key), ...(hasTax ? (['taxMicros'] as const) : [])];
  return keys.map((key) => (
    <TableCell key={key} align="end" className={cn(WIDE, spend[key] === 0n && 'text-muted')}>
      <Money micros={spend[key]} currency={currency} />
    </TableCell>
  ));
}

/** The amount's length beside the others'; the figure above it says it. */
function Bar({ perMille }: { perMille: number }) {
  return (
    <div aria-hidden className="mt-1 ml-auto h-1 w-24 overflow-hidden rounded-sm bg-neutral-soft">
      <div className="ml-auto h-full rounded-sm bg-accent" style={{ width: `${Math.max(0, perMille) / 10}%` }} />
    </div>
  );
}

import type { ReactNode } from 'react';
import { TIER_WORDS } from '@/components/buy/words';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { cn } from '@/lib/cn';
import type { CurrencyCode } from '@/lib/money';
import { placeText } from '@/lib/numbers/format';
import type { FallbackTier, PurchaseQuote, QuotedNumber } from '@/lib/provisioning/types';

interface CostTableProps {
  quote: PurchaseQuote;
  fallbackTier: FallbackTier | null;
  /** "18 %"; null where no tax is added. */
  taxRate: string | null;
}

type Line = PurchaseQuote['primary']['lines'][number];

function sumOf(lines: readonly Line[], kinds: readonly Line['kind'][]): bigint {
  return lines.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
}

/** Every line of the purchase: what is due now and what each month. */
export function CostTable({ quote, fallbackTier, taxRate }: CostTableProps) {
  const { currency, primary, fallback } = quote;
  const found = fallback?.found ?? null;
  const lines = [...primary.lines, ...(found ? found.lines : [])];
  const monthlyNet = primary.monthlyMicros + (found ? found.monthlyMicros : 0n);
  return (
    <Card id="cost" flush title="Cost">
      <Table caption="Cost of this purchase">
        <TableHead>
          <TableRow>
            <TableHeader>Item</TableHeader>
            <TableHeader align="end">Due now</TableHeader>
            <TableHeader align="end">Each month</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          <NumberLines title="Number" number={primary} currency={currency} isSetupTold />
          {found ? (
            <NumberLines
              title="Fallback number"
              number={found}
              currency={currency}
              note={fallbackTier && fallbackTier !== 'area' ? `In ${TIER_WORDS[fallbackTier]}` : undefined}
            />
          ) : null}
          {fallback && !found ? <WaitingLine monthly={fallback.monthlyMicros} currency={currency} /> : null}
          {taxRate ? (
            <CostRow
              item={`GST ${taxRate}`}
              currency={currency}
              now={sumOf(lines, ['tax'])}
              monthly={quote.eachMonthMicros - monthlyNet}
            />
          ) : null}
          <CostRow item="Total" currency={currency} now={quote.dueNowMicros} monthly={quote.eachMonthMicros} strong />
        </TableBody>
      </Table>
    </Card>
  );
}

interface NumberLinesProps {
  title: string;
  number: QuotedNumber;
  currency: CurrencyCode;
  note?: string | undefined;
  /** Also when there is no fee. */
  isSetupTold?: boolean;
}

function NumberLines({ title, number, currency, note, isSetupTold = false }: NumberLinesProps) {
  const setup = sumOf(number.lines, ['setup_fee']);
  return (
    <>
      <CostRow
        item={
          <>
            {title} <span className="figures font-semibold">{number.display}</span>, first month
            <span className="block font-normal text-muted">
              {placeText(number)} · {number.carrierName}
            </span>
            {note ? <span className="block text-warn">{note}</span> : null}
          </>
        }
        currency={currency}
        now={sumOf(number.lines, ['rental'])}
        monthly={number.monthlyMicros}
      />
      {setup > 0n || isSetupTold ? (
        <CostRow item={`Set-up of the ${title.toLowerCase()}, once`} currency={currency} now={setup} />
      ) : null}
    </>
  );
}

/** Asked for, not found yet: named with its price, outside the totals. */
function WaitingLine({ monthly, currency }: { monthly: bigint; currency: CurrencyCode }) {
  return (
    <TableRow>
      <TableRowHeader className="py-2 whitespace-normal">
        Fallback number
        <span className="block font-normal text-muted">
          None is free now. The request waits; once one is found it costs{' '}
          <Money micros={monthly} currency={currency} per="a month" />.
        </span>
      </TableRowHeader>
      <TableCell align="end" className="text-muted">
        Not yet
      </TableCell>
      <TableCell align="end" className="text-muted">
        Not yet
      </TableCell>
    </TableRow>
  );
}

interface CostRowProps {
  item: ReactNode;
  currency: CurrencyCode;
  now: bigint;
  monthly?: bigint;
  strong?: boolean;
}

function CostRow({ item, currency, now, monthly, strong = false }: CostRowProps) {
  const look = cn('py-2 align-top', strong && 'border-t border-line font-semibold');
  return (
    <TableRow>
      <TableRowHeader className={cn(look, 'whitespace-normal')}>{item}</TableRowHeader>
      <TableCell align="end" className={look}>
        {now === 0n ? <span className="text-muted">None</span> : <Money micros={now} currency={currency} />}
      </TableCell>
      <TableCell align="end" className={look}>
        {monthly === undefined ? '' : <Money micros={monthly} currency={currency} />}
      </TableCell>
    </TableRow>
  );
}

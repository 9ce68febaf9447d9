import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { PhoneNumber } from '@/components/ui/phone-number';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { countOf, formatPeriod, STATEMENT_GROUP_WORDS, STATEMENT_GROUPS } from '@/lib/billing/format';
import type { Statement, StatementGroup } from '@/lib/billing/types';
import { formatMinute, zoneName } from '@/lib/datetime';

/** On paper as on a wide screen. */
const WIDE = 'hidden md:table-cell print:table-cell';

/** What a statement lists: each entry of a group, and the calls by number. */
export function StatementEntries({ statement }: { statement: Statement }) {
  return (
    <>
      {STATEMENT_GROUPS.map((group) => (
        <GroupCard key={group} group={group} statement={statement} />
      ))}
      {statement.calls.length > 0 ? <CallsCard statement={statement} /> : null}
    </>
  );
}

function GroupCard({ group, statement }: { group: StatementGroup; statement: Statement }) {
  const { currency, timeZone } = statement.account;
  const entries = statement.entries.filter((entry) => entry.group === group);
  const first = entries[0];
  if (!first) return null;
  const hasNumbers = group !== 'top_up' && group !== 'adjustment';
  return (
    <Card id={group} flush title={STATEMENT_GROUP_WORDS[group]}>
      <Table caption={STATEMENT_GROUP_WORDS[group]} density="dense">
        <TableHead>
          <TableRow>
            <TableHeader>Entry</TableHeader>
            <TableHeader className={WIDE}>Time ({zoneName(timeZone, first.at)})</TableHeader>
            {hasNumbers ? <TableHeader className={WIDE}>Pays for</TableHeader> : null}
            <TableHeader align="end">Amount</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={entry.id}>
              <TableRowHeader className="py-1 font-normal whitespace-normal">
                {entry.numberDisplay ? <PhoneNumber display={entry.numberDisplay} /> : null}
                <span className={entry.numberDisplay ? 'block text-xs text-muted' : undefined}>
                  {entry.description}
                </span>
              </TableRowHeader>
              <TableCell className={WIDE}>
                <time dateTime={entry.at.toISOString()} title={entry.at.toISOString()} className="figures">
                  {formatMinute(entry.at, timeZone)}
                </time>
              </TableCell>
              {hasNumbers ? <TableCell className={`${WIDE} figures`}>{formatPeriod(entry)}</TableCell> : null}
              <TableCell align="end">
                <Money micros={entry.amountMicros} currency={currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function CallsCard({ statement: { calls, account } }: { statement: Statement }) {
  return (
    <Card id="calls" flush title="Calls">
      <Table caption="Calls by number" density="dense">
        <TableHead>
          <TableRow>
            <TableHeader>Number</TableHeader>
            <TableHeader align="end">Charged calls</TableHeader>
            <TableHeader align="end">Amount</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {calls.map(({ number, numberDisplay, count, amountMicros }) => (
            <TableRow key={number}>
              <TableRowHeader className="font-normal">
                <PhoneNumber display={numberDisplay} />
              </TableRowHeader>
              <TableCell align="end">{countOf(count, 'call')}</TableCell>
              <TableCell align="end">
                <Money micros={amountMicros} currency={account.currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

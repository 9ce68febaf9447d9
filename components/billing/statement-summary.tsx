import { AmountLine } from '@/components/billing/amount-line';
import { Card } from '@/components/ui/card';
import { countOf, formatTaxRate, groupMicros, STATEMENT_GROUP_WORDS, STATEMENT_GROUPS } from '@/lib/billing/format';
import type { Statement } from '@/lib/billing/types';

/** From the opening balance to the closing one. */
export function StatementSummaryCard({ statement }: { statement: Statement }) {
  const { account, taxBasisPoints, openingMicros, callMicros, callCount, taxMicros, closingMicros } = statement;
  const { currency } = account;
  return (
    <Card id="summary" title="Summary">
      <dl className="grid gap-1.5 text-sm">
        <AmountLine term="Opening balance" micros={openingMicros} currency={currency} />
        {STATEMENT_GROUPS.map((group) => (
          <AmountLine
            key={group}
            term={STATEMENT_GROUP_WORDS[group]}
            micros={groupMicros(statement, group)}
            currency={currency}
          />
        ))}
        <AmountLine term={`Calls (${countOf(callCount, 'charged call')})`} micros={callMicros} currency={currency} />
        {taxBasisPoints > 0 || taxMicros !== 0n ? (
          <AmountLine term={`GST ${formatTaxRate(taxBasisPoints)}`} micros={taxMicros} currency={currency} />
        ) : null}
        <AmountLine
          term={statement.isComplete ? 'Closing balance' : 'Balance so far'}
          micros={closingMicros}
          currency={currency}
          total
        />
      </dl>
    </Card>
  );
}

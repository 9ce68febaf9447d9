import { Download } from 'lucide-react';
import { LedgerFilterBar } from '@/components/billing/ledger-filter-bar';
import { ledgerExportHref, ledgerHref } from '@/components/billing/ledger-params';
import { LedgerTable } from '@/components/billing/ledger-table';
import { Alert } from '@/components/ui/alert';
import { buttonClasses } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Pagination } from '@/components/ui/pagination';
import { countOf } from '@/lib/billing/format';
import type { LedgerFilters, LedgerPage } from '@/lib/billing/types';
import { zoneName } from '@/lib/datetime';
import type { CurrencyCode } from '@/lib/money';

interface LedgerCardProps {
  ledger: LedgerPage;
  filters: LedgerFilters;
  /** One sentence about a filter that was not understood. */
  problem: string | null;
  currency: CurrencyCode;
  timeZone: string;
  now: Date;
}

/** Every entry that made the balance what it is. */
export function LedgerCard({ ledger, filters, problem, currency, timeZone, now }: LedgerCardProps) {
  const { rows, newer, older } = ledger;
  const isFiltered = Object.values(filters).some((value) => value !== null);
  return (
    <Card
      id="ledger"
      flush
      title="Ledger"
      description="Every entry that moved the balance, newest first, with times and days in the account’s time zone. Entries are never changed."
      actions={
        // A plain link: the answer is a file, not a page.
        <a href={ledgerExportHref(filters)} download className={buttonClasses({ size: 'md' })}>
          <Download aria-hidden />
          Export CSV
        </a>
      }
      footer={
        rows.length > 0 ? (
          <Pagination
            label="Ledger pages"
            className="w-full"
            summary={summaryOf(ledger)}
            previous={newer ? ledgerHref(filters, { after: newer }) : null}
            next={older ? ledgerHref(filters, { before: older }) : null}
          />
        ) : null
      }
    >
      <LedgerFilterBar>
        {problem ? (
          <Alert tone="warn" className="mx-4 my-3">
            {problem}
          </Alert>
        ) : null}
        <LedgerTable
          ledger={ledger}
          isFiltered={isFiltered}
          currency={currency}
          timeZone={timeZone}
          zone={zoneName(timeZone, now)}
        />
      </LedgerFilterBar>
    </Card>
  );
}

function summaryOf({ rows, total, isTotalExact }: LedgerPage): string {
  const all = isTotalExact ? countOf(total, 'entry', 'entries') : `more than ${countOf(total, 'entry', 'entries')}`;
  return rows.length === total && isTotalExact ? all : `${rows.length} of ${all}`;
}

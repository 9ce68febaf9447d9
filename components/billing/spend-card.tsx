import { ChartColumn, ChevronLeft, ChevronRight, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { TabRow } from '@/components/billing/billing-tabs';
import { spendExportHref, spendHref } from '@/components/billing/spend-params';
import { SpendTable } from '@/components/billing/spend-table';
import { buttonClasses } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/components/ui/link';
import { formatTaxRate } from '@/lib/billing/format';
import type { MonthForecast, SpendLines, SpendView } from '@/lib/billing/types';
import { formatMonth, type Month, plusMonths } from '@/lib/datetime';

const VIEW_WORDS: Record<SpendView, string> = { number: 'By number', tag: 'By tag', month: 'By month' };
const HEADS: Record<SpendView, string> = { number: 'Number', tag: 'Tag', month: 'Month' };
const DESCRIPTIONS: Record<SpendView, string> = {
  number: 'What each number cost, dearest first. Amounts before tax, with the tax apart.',
  tag: 'By the tags that numbers carry now. A number with several tags counts for each of them, so tags may add up to more than the month.',
  month: 'The last twelve months, each in the account’s time zone.',
};

interface SpendCardProps {
  by: SpendView;
  month: Month;
  figures: Pick<MonthForecast, 'currency' | 'taxBasisPoints' | 'month'>;
  rows: readonly { key: string; label: ReactNode; spend: SpendLines }[];
  total?: SpendLines;
  footer?: ReactNode;
}

/** Spending by number, tag or month. */
export function SpendCard({ by, month, figures, rows, total, footer }: SpendCardProps) {
  const { currency, taxBasisPoints } = figures;
  return (
    <Card
      id="spend"
      flush
      title={by === 'month' ? 'Spend by month' : `Spend in ${formatMonth(month)}`}
      description={DESCRIPTIONS[by]}
      actions={
        // A plain link: the answer is a file, not a page.
        <a href={spendExportHref({ by, month })} download className={buttonClasses({ size: 'md' })}>
          <Download aria-hidden />
          Export CSV
        </a>
      }
      footer={footer}
    >
      <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-2">
        <TabRow
          label="How spending is divided"
          tabs={(['number', 'tag', 'month'] as const).map((view) => ({
            label: VIEW_WORDS[view],
            href: spendHref({ by: view, month }),
            isCurrent: view === by,
          }))}
        />
        {by === 'month' ? null : <MonthSteps by={by} month={month} last={figures.month} />}
      </div>
      {rows.length === 0 ? (
        <EmptyState icon={<ChartColumn />} title={`Nothing was spent in ${formatMonth(month)}`} />
      ) : (
        <SpendTable
          caption={by === 'month' ? 'Spend by month' : `Spend in ${formatMonth(month)} ${VIEW_WORDS[by].toLowerCase()}`}
          head={HEADS[by]}
          taxLabel={taxBasisPoints > 0 ? `GST ${formatTaxRate(taxBasisPoints)}` : null}
          {...{ currency, rows, total }}
        />
      )}
    </Card>
  );
}

function MonthSteps({ by, month, last }: { by: SpendView; month: Month; last: Month }) {
  const classes = buttonClasses({ variant: 'secondary', size: 'icon' });
  return (
    <nav aria-label="Months" className="flex items-center gap-2">
      <Link href={spendHref({ by, month: plusMonths(month, -1) })} aria-label="Month before" className={classes}>
        <ChevronLeft aria-hidden />
      </Link>
      <span className="figures">{formatMonth(month)}</span>
      {month < last ? (
        <Link href={spendHref({ by, month: plusMonths(month, 1) })} aria-label="Month after" className={classes}>
          <ChevronRight aria-hidden />
        </Link>
      ) : null}
    </nav>
  );
}

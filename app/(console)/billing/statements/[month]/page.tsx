import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NoBillingAccess } from '@/components/billing/no-billing-access';
import { PrintButton } from '@/components/billing/print-button';
import { StatementEntries } from '@/components/billing/statement-entries';
import { StatementSummaryCard } from '@/components/billing/statement-summary';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { buttonClasses } from '@/components/ui/button';
import { isAllowed, requireSession } from '@/lib/auth';
import { findStatement } from '@/lib/billing';
import { readMonth } from '@/lib/billing/schema';
import { firstDayOf, formatDay, formatMonth, plusDays, plusMonths } from '@/lib/datetime';

export const metadata: Metadata = { title: 'Statement' };

export default async function StatementPage({ params }: PageProps<'/billing/statements/[month]'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'billing.read')) return <NoBillingAccess />;
  const month = readMonth((await params).month);
  const statement = month && (await findStatement(ctx, month));
  if (!month || !statement) notFound();
  const { account, isComplete } = statement;
  const first = firstDayOf(month);
  const last = plusDays(firstDayOf(plusMonths(month, 1)), -1);
  return (
    <Page>
      <PageHeader
        breadcrumbs={[{ label: 'Statements', href: '/billing/statements' }, { label: formatMonth(month) }]}
        title={`Statement for ${formatMonth(month)}`}
        badge={<Badge tone={isComplete ? 'ok' : 'info'}>{isComplete ? 'Complete' : 'So far'}</Badge>}
        summary={`${account.name}, ${account.authId}. ${formatDay(first)} to ${formatDay(last)} in the account’s time zone, ${account.timeZone.replaceAll('_', ' ')}. Amounts in ${account.currency}.`}
        actions={
          <div className="flex gap-2 print:hidden">
            <PrintButton />
            <a href={`/billing/statements/${month}/export`} download className={buttonClasses({ size: 'md' })}>
              <Download aria-hidden />
              Export CSV
            </a>
          </div>
        }
      />
      <div className="grid gap-4">
        <StatementSummaryCard statement={statement} />
        {statement.isShortened ? (
          <Alert tone="info">There are more entries than this page shows. The sums count all; the CSV lists all.</Alert>
        ) : null}
        <StatementEntries statement={statement} />
      </div>
    </Page>
  );
}

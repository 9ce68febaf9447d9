import type { Metadata } from 'next';
import { AddFundsDialog } from '@/components/billing/add-funds-dialog';
import { BalanceCard } from '@/components/billing/balance-card';
import { BillingTabs } from '@/components/billing/billing-tabs';
import { LedgerCard } from '@/components/billing/ledger-card';
import { loadLedgerParams } from '@/components/billing/ledger-params';
import { MonthlyCard } from '@/components/billing/monthly-card';
import { NoBillingAccess } from '@/components/billing/no-billing-access';
import { PastDueAlert } from '@/components/billing/past-due-alert';
import { RenewalsCard } from '@/components/billing/renewals-card';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { isAllowed, requireSession } from '@/lib/auth';
import { getBillingOverview, listLedger, mayAddFunds } from '@/lib/billing';
import { readLedgerQuery } from '@/lib/billing/schema';

export const metadata: Metadata = { title: 'Billing' };

export default async function BillingPage({ searchParams }: PageProps<'/billing'>) {
  const { ctx, account } = await requireSession();
  if (!isAllowed(ctx, 'billing.read')) return <NoBillingAccess />;
  const { filters, cursor, problem } = readLedgerQuery(await loadLedgerParams(searchParams));
  const [overview, ledger] = await Promise.all([getBillingOverview(ctx), listLedger(ctx, filters, cursor)]);
  const canAddFunds = isAllowed(ctx, 'billing.add_funds') && mayAddFunds(ctx, account);
  const { currency, timeZone } = overview;
  return (
    <Page>
      <LiveRefresh calls />
      <PageHeader
        title="Billing"
        summary={`Amounts in ${currency}. Rent is taken from the balance on each number's rent day.`}
        actions={canAddFunds ? <AddFundsDialog currency={currency} /> : null}
      />
      <div className="grid gap-4">
        <BillingTabs current="/billing" />
        {overview.pastDue ? <PastDueAlert pastDue={overview.pastDue} overview={overview} /> : null}
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <div className="grid gap-4">
            <BalanceCard overview={overview} canAddFunds={canAddFunds} />
            <MonthlyCard overview={overview} />
          </div>
          <RenewalsCard overview={overview} />
        </div>
        <LedgerCard {...{ ledger, filters, problem, currency, timeZone, now: ctx.now() }} />
      </div>
    </Page>
  );
}

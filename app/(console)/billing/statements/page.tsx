import type { Metadata } from 'next';
import { BillingTabs } from '@/components/billing/billing-tabs';
import { NoBillingAccess } from '@/components/billing/no-billing-access';
import { StatementList } from '@/components/billing/statement-list';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Card } from '@/components/ui/card';
import { isAllowed, requireSession } from '@/lib/auth';
import { listStatements } from '@/lib/billing';

export const metadata: Metadata = { title: 'Statements' };

export default async function StatementsPage() {
  const { ctx, account } = await requireSession();
  if (!isAllowed(ctx, 'billing.read')) return <NoBillingAccess />;
  return (
    <Page>
      <PageHeader
        title="Statements"
        summary={`One for each month in the account’s time zone, ${account.timeZone.replaceAll('_', ' ')}. Amounts in ${account.currency}.`}
      />
      <div className="grid gap-4">
        <BillingTabs current="/billing/statements" />
        <Card flush>
          <StatementList statements={await listStatements(ctx)} currency={account.currency} />
        </Card>
      </div>
    </Page>
  );
}

import type { Metadata } from 'next';
import { BillingTabs } from '@/components/billing/billing-tabs';
import { ForecastCard } from '@/components/billing/forecast-card';
import { NoBillingAccess } from '@/components/billing/no-billing-access';
import { SpendCard } from '@/components/billing/spend-card';
import { loadSpendParams } from '@/components/billing/spend-params';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { isAllowed, requireSession } from '@/lib/auth';
import { getMonthForecast } from '@/lib/billing';
import { readMonth } from '@/lib/billing/schema';
import { loadSpendRows } from './load-spend-rows';

export const metadata: Metadata = { title: 'Spend' };

export default async function SpendPage({ searchParams }: PageProps<'/billing/spend'>) {
  const { ctx, account } = await requireSession();
  if (!isAllowed(ctx, 'billing.read')) return <NoBillingAccess />;
  const { by, page, month: asked } = await loadSpendParams(searchParams);
  const figures = await getMonthForecast(ctx);
  const month = readMonth(asked) ?? figures.month;
  const rows = await loadSpendRows(ctx, { by, month, page });
  return (
    <Page>
      <PageHeader
        title="Spend"
        summary={`Amounts in ${figures.currency}. Months begin and end in the account’s time zone, ${account.timeZone.replaceAll('_', ' ')}.`}
      />
      <div className="grid gap-4">
        <BillingTabs current="/billing/spend" />
        <ForecastCard figures={figures} />
        <SpendCard {...{ by, month, figures, ...rows }} />
      </div>
    </Page>
  );
}

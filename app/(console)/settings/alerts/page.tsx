import type { Metadata } from 'next';
import { NoAlertsAccess } from '@/components/alerts/no-alerts-access';
import { RulesForm } from '@/components/alerts/rules-form';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { EndpointsCard } from '@/components/webhooks/endpoints-card';
import { getAlertRules } from '@/lib/alerts';
import { isAllowed, requireSession } from '@/lib/auth';
import { toDecimal } from '@/lib/money';
import { listEndpoints } from '@/lib/webhooks';

export const metadata: Metadata = { title: 'Alerts' };

export default async function AlertsPage() {
  const { ctx, account } = await requireSession();
  if (!isAllowed(ctx, 'alerts.manage')) return <NoAlertsAccess title="Alerts" />;
  const [{ rules, currency, thresholdsMicros }, endpoints] = await Promise.all([
    getAlertRules(ctx),
    listEndpoints(ctx),
  ]);
  const thresholds = thresholdsMicros.map((micros) => toDecimal(micros, 2).replace(/\.00$/, '')).join(', ');
  return (
    <Page width="narrow">
      <PageHeader title="Alerts" summary="What is worth telling, and where it is told." />
      <div className="grid gap-4">
        <RulesForm rules={rules} currency={currency} thresholds={thresholds} />
        <EndpointsCard endpoints={endpoints} timeZone={account.timeZone} />
      </div>
    </Page>
  );
}

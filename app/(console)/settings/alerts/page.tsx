import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { MailCard } from '@/components/alerts/mail-card';
import { NoAlertsAccess } from '@/components/alerts/no-alerts-access';
import { RulesForm } from '@/components/alerts/rules-form';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { EndpointsCard } from '@/components/webhooks/endpoints-card';
import { getAlertRules, getMailChoices } from '@/lib/alerts';
import { isAllowed, requireSession } from '@/lib/auth';
import { isMailConfigured } from '@/lib/mail';
import { toDecimal } from '@/lib/money';
import { listEndpoints } from '@/lib/webhooks';

export const metadata: Metadata = { title: 'Alerts' };

export default async function AlertsPage() {
  const { ctx, user } = await requireSession();
  const mail = isMailConfigured() ? <MailCard {...(await getMailChoices(ctx))} email={user.email} /> : null;
  if (!isAllowed(ctx, 'alerts.manage')) return mail ? <OwnAlerts>{mail}</OwnAlerts> : <NoAlertsAccess title="Alerts" />;
  const [{ rules, currency, thresholdsMicros, daysAhead }, endpoints] = await Promise.all([
    getAlertRules(ctx),
    listEndpoints(ctx),
  ]);
  const thresholds = thresholdsMicros.map((micros) => toDecimal(micros, 2).replace(/\.00$/, '')).join(', ');
  return (
    <Page width="narrow">
      <PageHeader title="Alerts" summary="What is worth telling, and where it is told." />
      <div className="grid gap-4">
        <RulesForm rules={rules} currency={currency} thresholds={thresholds} daysAhead={daysAhead} />
        {mail}
        <EndpointsCard endpoints={endpoints} timeZone={ctx.timeZone} />
      </div>
    </Page>
  );
}

/** For who may not change what the account is told: one's own e-mail. */
function OwnAlerts({ children }: { children: ReactNode }) {
  return (
    <Page width="narrow">
      <PageHeader title="Alerts" summary="Of what you are told by e-mail." />
      {children}
    </Page>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NoAlertsAccess } from '@/components/alerts/no-alerts-access';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { AttemptsCard } from '@/components/webhooks/attempts-card';
import { DeliveryStateBadge } from '@/components/webhooks/delivery-state';
import { eventWords } from '@/components/webhooks/event-words';
import { SendAgainButton } from '@/components/webhooks/send-again-button';
import { isAllowed, requireSession } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { getDelivery } from '@/lib/webhooks';

export const metadata: Metadata = { title: 'Webhook delivery' };

export default async function DeliveryPage({ params }: PageProps<'/developers/webhooks/[id]'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'alerts.manage')) return <NoAlertsAccess title="Webhook delivery" />;
  const { id } = await params;
  const delivery = await getDelivery(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  });
  const { event, state, url, payload, canResend } = delivery;
  const parameters = Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <Page width="narrow">
      <LiveRefresh only="webhooks" />
      <PageHeader
        title={eventWords(event)}
        badge={<DeliveryStateBadge state={state} isRetried={delivery.attemptCount > 0} />}
        summary={<span className="font-mono text-sm break-all">{url}</span>}
        breadcrumbs={[{ label: 'Webhooks', href: '/developers/webhooks' }, { label: id }]}
        actions={canResend ? <SendAgainButton deliveryId={id} isWaiting={state === 'pending'} /> : null}
      />
      <div className="grid gap-4">
        <AttemptsCard delivery={delivery} timeZone={ctx.timeZone} />
        <Card id="payload" title="Payload" description="The parameters of the form that is posted.">
          <DescriptionList
            items={parameters.map(([name, value]) => ({
              key: name,
              term: <span className="font-mono text-sm">{name}</span>,
              value: <span className="text-sm break-words">{value}</span>,
            }))}
          />
        </Card>
      </div>
    </Page>
  );
}

import type { Metadata } from 'next';
import { NoAlertsAccess } from '@/components/alerts/no-alerts-access';
import { LeftOut } from '@/components/layout/left-out';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { Pagination } from '@/components/ui/pagination';
import { DeliveryFilterBar } from '@/components/webhooks/delivery-filter-bar';
import { deliveriesHref, loadDeliveryParams } from '@/components/webhooks/delivery-params';
import { DeliveryTable } from '@/components/webhooks/delivery-table';
import { SignatureCard } from '@/components/webhooks/signature-card';
import { isAllowed, requireSession } from '@/lib/auth';
import { listDeliveries, listLoggedEndpoints } from '@/lib/webhooks';
import { readDeliveryQuery } from '@/lib/webhooks/schema';

export const metadata: Metadata = { title: 'Webhooks' };

export default async function WebhooksPage({ searchParams }: PageProps<'/developers/webhooks'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'alerts.manage')) return <NoAlertsAccess title="Webhooks" />;
  const { filters, cursor, leftOut } = readDeliveryQuery(await loadDeliveryParams(searchParams));
  const [{ rows, newer, older }, endpoints] = await Promise.all([
    listDeliveries(ctx, filters, cursor),
    listLoggedEndpoints(ctx),
  ]);
  const isFiltered = Object.values(filters).some((value) => value !== null);
  return (
    <Page>
      <LiveRefresh only="webhooks" />
      <PageHeader
        title="Webhooks"
        summary="Every alert sent to your endpoints, newest first. Kept for 30 days."
        actions={<ButtonLink href="/settings/alerts">Endpoints</ButtonLink>}
      />
      <LeftOut names={leftOut} />
      <div className="grid gap-4">
        <Card
          id="deliveries"
          flush
          title="Delivery log"
          footer={
            newer || older ? (
              <Pagination
                label="Delivery log pages"
                className="w-full"
                summary={`${rows.length} deliveries`}
                previous={newer ? deliveriesHref(filters, { after: newer }) : null}
                next={older ? deliveriesHref(filters, { before: older }) : null}
              />
            ) : null
          }
        >
          <DeliveryFilterBar endpoints={endpoints}>
            <DeliveryTable rows={rows} isFiltered={isFiltered} timeZone={ctx.timeZone} />
          </DeliveryFilterBar>
        </Card>
        <SignatureCard />
      </div>
    </Page>
  );
}

import { Webhook } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { AddEndpointDialog } from '@/components/webhooks/add-endpoint-dialog';
import { DeliveryStateBadge } from '@/components/webhooks/delivery-state';
import { EndpointButtons } from '@/components/webhooks/endpoint-buttons';
import { formatInstant } from '@/lib/datetime';
import type { Endpoint } from '@/lib/webhooks/types';

interface EndpointsCardProps {
  endpoints: readonly Endpoint[];
  timeZone: string;
}

/** Where webhooks are sent. */
export function EndpointsCard({ endpoints, timeZone }: EndpointsCardProps) {
  return (
    <Card
      id="endpoints"
      flush
      title="Webhook endpoints"
      description="Every alert with a box under Webhook is sent to each enabled endpoint."
      actions={<AddEndpointDialog />}
      footer={
        endpoints.length > 0 ? (
          <ButtonLink href="/developers/webhooks" size="sm" className="ml-auto">
            Delivery log
          </ButtonLink>
        ) : null
      }
    >
      {endpoints.length === 0 ? (
        <EmptyState icon={<Webhook />} title="No endpoints">
          Add the address of a server of yours to be told of alerts there.
        </EmptyState>
      ) : (
        <ul aria-label="Webhook endpoints" className="divide-y divide-line">
          {endpoints.map((endpoint) => (
            <li key={endpoint.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3">
              <Facts endpoint={endpoint} timeZone={timeZone} />
              <EndpointButtons endpointId={endpoint.id} url={endpoint.url} isEnabled={endpoint.isEnabled} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Facts({ endpoint, timeZone }: { endpoint: Endpoint; timeZone: string }) {
  const { url, description, isEnabled, lastState, lastDeliveredAt } = endpoint;
  return (
    <div className="grid min-w-0 flex-1 basis-64 gap-1">
      <p className="font-mono text-sm break-all">{url}</p>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
        {isEnabled ? null : <Badge>Disabled</Badge>}
        {description ? <span>{description}</span> : null}
        {lastState ? (
          <span className="inline-flex items-center gap-1.5">
            Last: <DeliveryStateBadge state={lastState} />
          </span>
        ) : (
          <span>Nothing sent yet</span>
        )}
        {lastDeliveredAt ? (
          <span>
            Last delivered{' '}
            <RelativeTime at={lastDeliveredAt.toISOString()} exact={formatInstant(lastDeliveredAt, timeZone)} />
          </span>
        ) : null}
      </p>
    </div>
  );
}

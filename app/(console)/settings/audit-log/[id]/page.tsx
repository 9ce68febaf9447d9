import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { auditHref } from '@/components/audit/audit-params';
import { ChangesCard } from '@/components/audit/changes-card';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoAccess } from '@/components/settings/no-access';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { DescriptionList } from '@/components/ui/description-list';
import { actionText, entityText } from '@/lib/audit/format';
import { findAuditEvent } from '@/lib/audit/queries-log';
import { isAllowed, requireSession } from '@/lib/auth';
import { formatExact } from '@/lib/datetime';

export const metadata: Metadata = { title: 'Audit log entry' };

export default async function AuditEventPage({ params }: PageProps<'/settings/audit-log/[id]'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'audit.read'))
    return (
      <NoAccess title="Audit log" sentence="Your role does not open the audit log">
        Owner and admins of the account see it.
      </NoAccess>
    );
  const event = await findAuditEvent(ctx, (await params).id);
  if (!event) notFound();
  const words = actionText(event.action);
  return (
    <Page width="narrow">
      <PageHeader
        title={words}
        summary={`${event.actorName}, ${formatExact(event.at, ctx.timeZone)}`}
        breadcrumbs={[{ label: 'Audit log', href: auditHref({}) }, { label: words }]}
      />
      <div className="grid gap-4">
        <ChangesCard changes={event.changes} />
        <Card id="origin" title="Where it came from">
          <DescriptionList
            items={[
              { term: 'Action', value: <code className="font-mono text-sm">{event.action}</code> },
              {
                term: entityText(event.entityType),
                value: <IdValue name={event.target} id={event.entityId} label="id" />,
              },
              { term: 'Who', value: <IdValue name={event.actorName} id={event.actorId} label="id of who did it" /> },
              { term: 'Address', value: <span className="figures">{event.address ?? 'None: no request did it'}</span> },
              { term: 'Request', value: <IdValue name={null} id={event.requestId} label="request id" /> },
              { term: 'Time (UTC)', value: <span className="figures">{event.at.toISOString()}</span> },
            ]}
          />
          <p className="mt-4 flex flex-wrap gap-2">
            <ButtonLink size="sm" href={auditHref({ target: event.entityId })}>
              Everything done to it
            </ButtonLink>
            <ButtonLink size="sm" href={auditHref({ q: event.requestId })}>
              Everything of this request
            </ButtonLink>
            <ButtonLink size="sm" href={auditHref({ actor: event.actorId })}>
              Everything {event.actorName} did
            </ButtonLink>
          </p>
        </Card>
      </div>
    </Page>
  );
}

function IdValue({ name, id, label }: { name: string | null; id: string; label: string }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {name ? <span className="figures">{name}</span> : null}
      <code className="font-mono text-xs break-all text-muted">{id}</code>
      <CopyButton value={id} label={label} />
    </span>
  );
}

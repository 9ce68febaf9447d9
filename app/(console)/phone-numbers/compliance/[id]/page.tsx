import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DetailList } from '@/components/compliance/detail-list';
import { DocumentsCard } from '@/components/compliance/documents-card';
import { EditApplicationForm } from '@/components/compliance/edit-application-form';
import { NoComplianceAccess } from '@/components/compliance/no-compliance-access';
import { NumbersCard } from '@/components/compliance/numbers-card';
import { RemoveButton } from '@/components/compliance/remove-button';
import { StatusAlert } from '@/components/compliance/status-alert';
import { appHref } from '@/components/layout/app-href';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { HistoryCard } from '@/components/rentals/history-card';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { StateBadge } from '@/components/ui/state-badge';
import { listHistory } from '@/lib/audit';
import { isAllowed, requireSession } from '@/lib/auth';
import { findApplication, isEditable, isRemovable, listLinkable } from '@/lib/compliance';

export const metadata: Metadata = { title: 'Compliance application' };

export default async function ApplicationPage({ params }: PageProps<'/phone-numbers/compliance/[id]'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'compliance.read')) return <NoComplianceAccess />;
  const { id } = await params;
  const [application, numbers, history] = await Promise.all([
    findApplication(ctx, id),
    listLinkable(ctx),
    listHistory(ctx, 'compliance_application', id),
  ]);
  if (!application) notFound();
  const { alias, status, details } = application;
  const { timeZone } = ctx;
  const mayManage = isAllowed(ctx, 'compliance.manage');
  const isOpen = mayManage && isEditable(status);
  return (
    <Page>
      <LiveRefresh />
      <PageHeader
        title={alias}
        badge={<StateBadge kind="compliance" state={status} appearance="soft" />}
        breadcrumbs={[{ label: 'Compliance', href: '/phone-numbers/compliance' }, { label: alias }]}
        actions={
          <>
            {isOpen && isRemovable(status) ? <RemoveButton applicationId={id} alias={alias} /> : null}
            {mayManage && (status === 'accepted' || status === 'expired') ? (
              <ButtonLink href={appHref('/phone-numbers/compliance/new', `from=${id}`)}>Copy to a new one</ButtonLink>
            ) : null}
          </>
        }
      />
      {/* In the order of a phone; on a wide screen the second part stands beside the first and the third. */}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <div className="grid min-w-0 gap-4">
          <StatusAlert application={application} />
          {isOpen ? (
            // A save changes what the fields begin with: they are drawn anew only when the status changes.
            <EditApplicationForm key={status} application={application} />
          ) : (
            <Card id="business-details" title="Business details">
              <DetailList details={details} />
            </Card>
          )}
        </div>
        <div className="grid min-w-0 gap-4 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <DocumentsCard application={application} timeZone={timeZone} isOpen={isOpen} maySee={mayManage} />
          <NumbersCard applicationId={id} numbers={numbers} mayLink={mayManage && status === 'accepted'} />
        </div>
        <HistoryCard
          items={history}
          applications={[]}
          timeZone={timeZone}
          description="Who changed what on this application."
        />
      </div>
    </Page>
  );
}

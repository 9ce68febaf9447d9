import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DetailList } from '@/components/compliance/detail-list';
import { DecisionForm } from '@/components/compliance-review/decision-form';
import { DocumentView } from '@/components/compliance-review/document-view';
import { SuspensionCard } from '@/components/compliance-review/suspension-card';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoOperatorAccess } from '@/components/operations/no-operator-access';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { StateBadge } from '@/components/ui/state-badge';
import { isAllowed, requireSession } from '@/lib/auth';
import { findReview } from '@/lib/compliance';
import { dayIn, formatInstant, plusDays } from '@/lib/datetime';

export const metadata: Metadata = { title: 'Compliance review' };

export default async function ReviewPage({ params }: PageProps<'/operations/compliance/[id]'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'compliance.review')) return <NoOperatorAccess title="Compliance review" />;
  const review = await findReview(ctx, (await params).id);
  if (!review) notFound();
  const { id, businessName, accountName, status, statusReason, details, documents } = review;
  const { submissions, submittedAt, itemReasons, effect } = review;
  const when = submittedAt ? `, submitted ${formatInstant(submittedAt, ctx.timeZone)}` : '';
  const times = submissions > 1 ? ` for the ${submissions}. time` : '';
  return (
    <Page width="full">
      <LiveRefresh />
      <PageHeader
        title={businessName}
        badge={<StateBadge kind="compliance" state={status} appearance="soft" />}
        summary={`Account ${accountName}${when}${times}.`}
        breadcrumbs={[{ label: 'Compliance review', href: '/operations/compliance' }, { label: businessName }]}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-4 xl:sticky xl:top-[calc(var(--header-height)+1.5rem)]">
          {status === 'rejected' && statusReason ? (
            <Alert tone="danger" title="Rejected">
              {statusReason}
            </Alert>
          ) : null}
          <Card id="business-details" title="Business details">
            <DetailList details={details} />
          </Card>
          {status === 'submitted' ? (
            <DecisionForm
              key={submissions}
              applicationId={id}
              submission={submissions}
              former={itemReasons}
              validUntil={plusDays(dayIn(ctx.timeZone, ctx.now()), 365)}
            />
          ) : null}
          {status === 'accepted' || status === 'suspended' ? (
            <SuspensionCard applicationId={id} status={status} reason={statusReason} effect={effect} />
          ) : null}
        </div>
        <div className="grid min-w-0 gap-4">
          {documents.length === 0 ? (
            <Card id="documents" title="Documents">
              <p className="text-muted">None: the application was accepted by the operator’s command.</p>
            </Card>
          ) : null}
          {documents.map((document) => (
            <DocumentView key={document.id} document={document} />
          ))}
        </div>
      </div>
    </Page>
  );
}

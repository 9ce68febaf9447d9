import { FileCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { ApplicationList } from '@/components/compliance/application-list';
import { NoComplianceAccess } from '@/components/compliance/no-compliance-access';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { isAllowed, requireSession } from '@/lib/auth';
import { listApplications } from '@/lib/compliance';

export const metadata: Metadata = { title: 'Compliance' };

export default async function CompliancePage() {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'compliance.read')) return <NoComplianceAccess />;
  const applications = await listApplications(ctx);
  const action = isAllowed(ctx, 'compliance.manage') ? (
    <ButtonLink href="/phone-numbers/compliance/new" variant="primary">
      New application
    </ButtonLink>
  ) : null;
  return (
    <Page width="full">
      <LiveRefresh />
      <PageHeader
        title="Compliance"
        summary="India numbers are rented under an accepted application (KYC) with the business's registration and GST certificates."
        actions={applications.length > 0 ? action : null}
      />
      <Card flush>
        {applications.length === 0 ? (
          <EmptyState icon={<FileCheck />} title="No applications yet" actions={action}>
            Once one is accepted, India local numbers can be rented under it. Other countries ask for none.
          </EmptyState>
        ) : (
          <ApplicationList applications={applications} timeZone={ctx.timeZone} />
        )}
      </Card>
    </Page>
  );
}

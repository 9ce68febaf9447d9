import type { Metadata } from 'next';
import { createLoader, parseAsString } from 'nuqs/server';
import { NewApplicationForm } from '@/components/compliance/new-application-form';
import { NoComplianceAccess } from '@/components/compliance/no-compliance-access';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { isAllowed, requireSession } from '@/lib/auth';
import { findApplication } from '@/lib/compliance';
import { NO_DETAILS } from '@/lib/compliance/format';

export const metadata: Metadata = { title: 'New compliance application' };

const load = createLoader({ from: parseAsString.withDefault('') });

export default async function NewApplicationPage({ searchParams }: PageProps<'/phone-numbers/compliance/new'>) {
  const { ctx, account } = await requireSession();
  if (!isAllowed(ctx, 'compliance.manage')) return <NoComplianceAccess />;
  const { from } = await load(searchParams);
  const former = from ? await findApplication(ctx, from) : null;
  return (
    <Page>
      <PageHeader
        title="New compliance application"
        summary="For India local numbers, on behalf of a business registered in India. Review takes up to one working day."
        breadcrumbs={[{ label: 'Compliance', href: '/phone-numbers/compliance' }, { label: 'New application' }]}
      />
      <NewApplicationForm
        alias={former ? former.alias : `${account.name}, India`}
        details={former ? former.details : NO_DETAILS}
      />
    </Page>
  );
}

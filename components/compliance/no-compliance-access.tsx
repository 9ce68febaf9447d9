import { Lock } from 'lucide-react';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';

export function NoComplianceAccess() {
  return (
    <Page>
      <PageHeader title="Compliance" />
      <Card flush>
        <EmptyState icon={<Lock />} title="Your role does not see compliance applications">
          An owner or admin of the account can give you a role that does, for instance Developer.
        </EmptyState>
      </Card>
    </Page>
  );
}

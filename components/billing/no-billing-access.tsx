import { Lock } from 'lucide-react';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';

export function NoBillingAccess() {
  return (
    <Page>
      <PageHeader title="Billing" />
      <Card flush>
        <EmptyState icon={<Lock />} title="Your role does not see billing">
          An owner or admin of the account can give you a role that does, for instance Finance.
        </EmptyState>
      </Card>
    </Page>
  );
}

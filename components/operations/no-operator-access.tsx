import { Lock } from 'lucide-react';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';

/** What everybody but the operator finds on a page of Operations. */
export function NoOperatorAccess({ title }: { title: string }) {
  return (
    <Page>
      <PageHeader title={title} />
      <Card flush>
        <EmptyState icon={<Lock />} title="Only the operator of this installation sees this">
          Whoever runs Twinline here can make you an operator.
        </EmptyState>
      </Card>
    </Page>
  );
}

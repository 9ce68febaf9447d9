import { RadioTower } from 'lucide-react';
import type { Metadata } from 'next';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { CarriersTable } from '@/components/operations/carriers-table';
import { NoOperatorAccess } from '@/components/operations/no-operator-access';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { isAllowed, requireSession } from '@/lib/auth';
import { listOperatedCarriers } from '@/lib/operations';

export const metadata: Metadata = { title: 'Carriers and stock' };

export default async function OperatedCarriersPage() {
  const { ctx, account } = await requireSession();
  if (!isAllowed(ctx, 'network.operate')) return <NoOperatorAccess title="Carriers and stock" />;
  const carriers = await listOperatedCarriers(ctx);
  return (
    <Page width="full">
      <PageHeader
        title="Carriers and stock"
        summary="What each carrier can fail together with others by, its trunks, its stock, and how its sandbox answers orders."
        actions={<ButtonLink href="/operations/stock">Import stock</ButtonLink>}
      />
      <Card flush>
        {carriers.length === 0 ? (
          <EmptyState icon={<RadioTower />} title="No carriers yet">
            A carrier comes with the first numbers that are imported for it.
          </EmptyState>
        ) : (
          <CarriersTable carriers={carriers} timeZone={account.timeZone} />
        )}
      </Card>
    </Page>
  );
}

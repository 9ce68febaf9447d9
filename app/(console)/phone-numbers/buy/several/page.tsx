import type { Metadata } from 'next';
import { CartForm } from '@/components/buy/cart-form';
import { loadSeveralParams } from '@/components/buy/several-params';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { requireSession } from '@/lib/auth';
import { createId } from '@/lib/ids';
import { loadCart } from './load-cart';

export const metadata: Metadata = { title: 'Buy several numbers' };

export default async function SeveralPage({ searchParams }: PageProps<'/phone-numbers/buy/several'>) {
  const { ctx } = await requireSession();
  const { numbers } = await loadSeveralParams(searchParams);
  const cart = numbers.length > 0 ? await loadCart(ctx, numbers) : null;
  return (
    <Page width="full">
      <PageHeader
        title="Buy several numbers"
        breadcrumbs={[{ label: 'Buy Number', href: '/phone-numbers/buy' }, { label: 'Chosen numbers' }]}
      />
      {cart ? (
        <CartForm key={numbers.join()} {...cart} idempotencyKey={createId('job')} />
      ) : (
        <Card flush>
          <EmptyState
            title="No number is chosen"
            actions={
              <ButtonLink href="/phone-numbers/buy" variant="primary">
                Choose numbers
              </ButtonLink>
            }
          >
            Check the numbers you want in the search, then continue from there.
          </EmptyState>
        </Card>
      )}
    </Page>
  );
}

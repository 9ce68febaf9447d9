import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CartReview } from '@/components/buy/cart-review';
import { NumberUnavailable } from '@/components/buy/number-unavailable';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { isAllowed, requireSession } from '@/lib/auth';
import { formatTaxRate } from '@/lib/billing';
import { findCart } from '@/lib/bulk';
import { cartPath, jobPath } from '@/lib/bulk/format';
import { formatInstant } from '@/lib/datetime';

export const metadata: Metadata = { title: 'Review purchase' };

export default async function SeveralReviewPage({ params }: PageProps<'/phone-numbers/buy/several/[id]'>) {
  const { ctx } = await requireSession();
  const cart = await findCart(ctx, (await params).id);
  if (!cart) return <NumberUnavailable title="Review" message="There is no such reservation. Choose numbers again." />;
  if (cart.state !== 'draft') redirect(jobPath(cart.jobId));
  if (!cart.expiresAt) {
    const href = cartPath(cart.lines.map(({ number }) => number));
    return (
      <NumberUnavailable
        title="Review"
        message="None of these numbers is reserved any more. Nothing was bought or charged; they may still be free."
        action={{ label: 'Review them again', href }}
      />
    );
  }
  const { jobId, expiresAt, taxBasisPoints } = cart;
  return (
    <Page width="full">
      <PageHeader
        title="Review purchase"
        breadcrumbs={[{ label: 'Buy Number', href: '/phone-numbers/buy' }, { label: 'Review' }]}
      />
      <CartReview
        {...{ jobId, expiresAt }}
        quote={cart}
        now={ctx.now()}
        until={formatInstant(expiresAt, ctx.timeZone)}
        taxRate={taxBasisPoints === 0 ? null : formatTaxRate(taxBasisPoints)}
        obstacle={
          isAllowed(ctx, 'numbers.buy') ? null : 'Your role may not buy numbers. Ask an owner or admin of the account.'
        }
      />
    </Page>
  );
}

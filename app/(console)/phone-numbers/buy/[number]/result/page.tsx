import type { Metadata } from 'next';
import { NumberUnavailable } from '@/components/buy/number-unavailable';
import { PurchaseCharges } from '@/components/buy/purchase-charges';
import { PurchaseNumbers } from '@/components/buy/purchase-numbers';
import { isSettled } from '@/components/buy/purchase-words';
import { ResultHeader } from '@/components/buy/result-header';
import { loadResultParams } from '@/components/buy/terms-params';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PairEvents } from '@/components/rentals/pair-events';
import { requireSession } from '@/lib/auth';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { getPurchase } from '@/lib/provisioning';

export const metadata: Metadata = { title: 'Purchase' };

/** The purchase of the address; null when the account has no such purchase of this number. */
async function findPurchase(ctx: Context, number: string, purchaseId: string) {
  const purchase = await getPurchase(ctx, { purchaseId }).catch((error: unknown) => {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'invalid_input')) return null;
    throw error;
  });
  return purchase?.primary.number === number ? purchase : null;
}

export default async function ResultPage({ params, searchParams }: PageProps<'/phone-numbers/buy/[number]/result'>) {
  const { ctx } = await requireSession();
  const [{ number }, { purchase: purchaseId }] = await Promise.all([params, loadResultParams(searchParams)]);
  const purchase = await findPurchase(ctx, number, purchaseId);
  if (!purchase) {
    const action = { label: 'Open Active Numbers', href: '/phone-numbers/active' as const };
    return <NumberUnavailable title="Purchase" message="There is no such purchase." action={action} />;
  }
  const { primary, pair } = purchase;
  return (
    <Page width="form">
      {isSettled(purchase) ? null : <LiveRefresh />}
      <ResultHeader purchase={purchase} />
      <div className="grid gap-4">
        <PurchaseNumbers primary={primary} pair={pair} />
        {pair ? <PairEvents events={pair.events} timeZone={ctx.timeZone} /> : null}
        <PurchaseCharges purchase={purchase} />
      </div>
    </Page>
  );
}

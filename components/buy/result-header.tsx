import { isSettled, nextStep, purchaseSentence } from '@/components/buy/purchase-words';
import { appHref } from '@/components/layout/app-href';
import { PageHeader } from '@/components/layout/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { PhoneNumber } from '@/components/ui/phone-number';
import { Spinner } from '@/components/ui/spinner';
import { StateBadge } from '@/components/ui/state-badge';
import type { PurchaseProgress } from '@/lib/provisioning/types';

/** The purchase in a sentence, read out whenever it changes, and where to go from here. */
export function ResultHeader({ purchase }: { purchase: PurchaseProgress }) {
  const { primary } = purchase;
  const hasFailed = primary.state === 'failed';
  const step = nextStep(purchase);
  return (
    <PageHeader
      title={<PhoneNumber display={primary.display} digits={primary.number} />}
      badge={<StateBadge kind="rental" state={primary.state} appearance="soft" />}
      breadcrumbs={[{ label: 'Buy Number', href: '/phone-numbers/buy' }, { label: 'Purchase' }]}
      summary={
        <span role="status" className="block">
          {purchaseSentence(purchase)} {step}
          {isSettled(purchase) ? null : (
            <span className="ml-2 inline-flex items-center gap-1.5 align-middle text-sm">
              {purchase.pair?.state === 'waiting_for_stock' ? null : <Spinner className="size-3.5" />}
              This page follows by itself.
            </span>
          )}
        </span>
      }
      actions={
        <>
          <ButtonLink href="/phone-numbers/buy" variant={hasFailed ? 'primary' : 'secondary'}>
            {hasFailed ? 'Find another number' : 'Buy another number'}
          </ButtonLink>
          {hasFailed ? null : (
            <ButtonLink href={appHref(`/phone-numbers/active/${primary.number}`)} variant="primary" prefetch={false}>
              Open the number
            </ButtonLink>
          )}
        </>
      }
    />
  );
}

import type { Metadata } from 'next';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { ReleasedList } from '@/components/rentals/released-list';
import { isAllowed, requireSession } from '@/lib/auth';
import { listReleasedNumbers } from '@/lib/rentals';

export const metadata: Metadata = { title: 'Released numbers' };

export default async function ReleasedNumbersPage() {
  const { ctx, account } = await requireSession();
  const numbers = await listReleasedNumbers(ctx, account.timeZone);
  return (
    <Page width="full">
      <LiveRefresh />
      <PageHeader
        title="Released numbers"
        summary="Kept for you for 5 days after release. After that others may rent them."
      />
      <ReleasedList
        numbers={numbers}
        timeZone={account.timeZone}
        now={ctx.now()}
        mayBuy={isAllowed(ctx, 'numbers.buy')}
      />
    </Page>
  );
}

import { FileCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { createLoader, parseAsInteger, parseAsStringLiteral } from 'nuqs/server';
import { ReviewList } from '@/components/compliance-review/review-list';
import { ReviewTabs } from '@/components/compliance-review/review-tabs';
import { appHref } from '@/components/layout/app-href';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoOperatorAccess } from '@/components/operations/no-operator-access';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { isAllowed, requireSession } from '@/lib/auth';
import { listReviews } from '@/lib/compliance';

export const metadata: Metadata = { title: 'Compliance review' };

const PATH = '/operations/compliance';
const STATUSES = ['submitted', 'accepted', 'rejected', 'suspended', 'expired'] as const;
const load = createLoader({
  status: parseAsStringLiteral(STATUSES).withDefault('submitted'),
  page: parseAsInteger.withDefault(1),
});

export default async function ReviewsPage({ searchParams }: PageProps<'/operations/compliance'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'compliance.review')) return <NoOperatorAccess title="Compliance review" />;
  const { rows, status, page, pages, total, counts } = await listReviews(ctx, await load(searchParams));
  const pageHref = (to: number) => (to >= 1 && to <= pages ? appHref(PATH, `status=${status}&page=${to}`) : null);
  return (
    <Page width="full">
      <LiveRefresh />
      <PageHeader
        title="Compliance review"
        summary="Applications of every account on this installation. What waits longest comes first."
      />
      <ReviewTabs current={status} counts={counts} />
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState
            icon={<FileCheck />}
            title={status === 'submitted' ? 'Nothing waits for review' : `No ${status} applications`}
          >
            Applications appear here once their accounts submit them.
          </EmptyState>
        ) : (
          <>
            <ReviewList rows={rows} timeZone={ctx.timeZone} />
            {pages > 1 ? (
              <Pagination
                className="px-4 py-3"
                label="Applications"
                summary={`${total} applications`}
                previous={pageHref(page - 1)}
                next={pageHref(page + 1)}
                position={{ page, pageCount: pages }}
              />
            ) : null}
          </>
        )}
      </Card>
    </Page>
  );
}

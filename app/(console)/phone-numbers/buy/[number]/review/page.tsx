import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { EndedReservation } from '@/components/buy/ended-reservation';
import { HeldReview } from '@/components/buy/held-review';
import { NumberUnavailable } from '@/components/buy/number-unavailable';
import { loadReviewParams, readTerms } from '@/components/buy/terms-params';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { requireSession } from '@/lib/auth';
import { formatInstant } from '@/lib/datetime';
import { detailsPath, resultPath } from '@/lib/provisioning/format';
import { loadReview } from './load-review';

export const metadata: Metadata = { title: 'Review purchase' };

export default async function ReviewPage({ params, searchParams }: PageProps<'/phone-numbers/buy/[number]/review'>) {
  const { ctx } = await requireSession();
  const { number } = await params;
  const { reservation: reservationId } = await loadReviewParams(searchParams);
  const review = await loadReview(ctx, { number, reservationId, terms: await readTerms(searchParams) });
  if (review.state === 'unknown') {
    const action = { label: 'Back to Details', href: detailsPath(number) };
    return <NumberUnavailable title="Review" message={review.message} action={action} />;
  }
  if (review.state === 'used') redirect(resultPath(review.number, review.purchaseId));
  const title = review.state === 'held' ? review.reservation.quote.primary.display : review.display;
  const breadcrumbs = [
    { label: 'Buy Number', href: '/phone-numbers/buy' as const },
    { label: title, href: detailsPath(number, review.terms) },
    { label: 'Review' },
  ];
  return (
    <Page width="form">
      <PageHeader title="Review purchase" breadcrumbs={breadcrumbs} />
      {review.state === 'held' ? (
        <HeldReview {...review} now={ctx.now()} until={formatInstant(review.reservation.expiresAt, ctx.timeZone)} />
      ) : (
        <EndedReservation number={number} terms={review.terms} />
      )}
    </Page>
  );
}

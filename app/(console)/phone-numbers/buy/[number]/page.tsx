import type { Metadata } from 'next';
import { DetailsForm } from '@/components/buy/details-form';
import { NumberFacts } from '@/components/buy/number-facts';
import { NumberUnavailable } from '@/components/buy/number-unavailable';
import { ReservedNote } from '@/components/buy/reserved-note';
import { readTerms } from '@/components/buy/terms-params';
import { appHref } from '@/components/layout/app-href';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { PhoneNumber } from '@/components/ui/phone-number';
import { requireSession } from '@/lib/auth';
import { loadDetails } from './load-details';

export const metadata: Metadata = { title: 'Details' };

export default async function DetailsPage({ params, searchParams }: PageProps<'/phone-numbers/buy/[number]'>) {
  const { ctx } = await requireSession();
  const [loaded, terms] = await Promise.all([loadDetails(ctx, (await params).number), readTerms(searchParams)]);
  if (loaded.kind === 'unknown') return <NumberUnavailable title={loaded.title} message={loaded.message} />;
  if (loaded.kind === 'taken') {
    return <NumberUnavailable title={loaded.display} message={loaded.message} alternatives={loaded.alternatives} />;
  }
  if (loaded.kind === 'own') {
    const action = { label: 'Open the number', href: appHref(`/phone-numbers/active/${loaded.number}`) };
    return <NumberUnavailable title={loaded.display} tone="info" message="You rent this number." action={action} />;
  }
  const { kind: _, number, reservation, ...offer } = loaded;
  const breadcrumbs = [{ label: 'Buy Number', href: appHref('/phone-numbers/buy') }, { label: number.display }];
  return (
    <Page width="form">
      <PageHeader title={<PhoneNumber display={number.display} digits={number.number} />} breadcrumbs={breadcrumbs} />
      <div className="grid gap-4">
        {reservation ? (
          <ReservedNote number={number.number} reservation={reservation} terms={terms} now={ctx.now()} />
        ) : null}
        <NumberFacts number={number} />
        <DetailsForm number={number} {...offer} terms={{ ...reservation, ...terms }} />
      </div>
    </Page>
  );
}

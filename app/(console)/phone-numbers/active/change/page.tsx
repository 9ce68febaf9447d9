import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { ChangeConfirm } from '@/components/bulk/change-confirm';
import { ChangeForm } from '@/components/bulk/change-form';
import { loadChangeParams } from '@/components/bulk/change-params';
import { ChangePreview } from '@/components/bulk/change-preview';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { requireSession } from '@/lib/auth';
import { numbersText } from '@/lib/bulk/format';
import { createId } from '@/lib/ids';
import { type LoadedChange, loadChange } from './load-change';

export const metadata: Metadata = { title: 'Change numbers' };

export default async function ChangePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await requireSession();
  const params = await loadChangeParams(searchParams);
  const { asked, outcome, hasSelection, ...form } = await loadChange(ctx, params);
  const chosen =
    params.numbers.length > 0 ? `${numbersText(params.numbers.length)} chosen` : 'All that match the filters';
  return (
    <Page>
      <PageHeader
        title="Change numbers"
        summary={hasSelection ? `${chosen}.` : undefined}
        breadcrumbs={[{ label: 'Active Numbers', href: '/phone-numbers/active' }, { label: 'Change numbers' }]}
      />
      {hasSelection && form.kinds.length > 0 ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <ChangeForm params={params} {...form} />
          {outcome?.refusal ? (
            <Alert tone="danger" live>
              {outcome.refusal}
            </Alert>
          ) : null}
          {asked && outcome?.quote ? <Preview asked={asked} quote={outcome.quote} /> : null}
        </div>
      ) : (
        <NothingToChange hasSelection={hasSelection} />
      )}
    </Page>
  );
}

interface PreviewProps {
  asked: NonNullable<LoadedChange['asked']>;
  quote: NonNullable<NonNullable<LoadedChange['outcome']>['quote']>;
}

function Preview({ asked, quote }: PreviewProps) {
  return (
    <ChangePreview quote={quote}>
      {quote.changed > 0 ? (
        <ChangeConfirm
          asked={{ ...asked, expected: quote.changed, idempotencyKey: createId('job') }}
          alsoEnding={quote.alsoEnding}
        />
      ) : (
        <Alert tone="info">None of these numbers would change, so there is nothing to start.</Alert>
      )}
    </ChangePreview>
  );
}

function NothingToChange({ hasSelection }: { hasSelection: boolean }) {
  return (
    <Card flush>
      <EmptyState
        title={hasSelection ? 'Your role may not change numbers' : 'No number is chosen'}
        actions={
          <ButtonLink href="/phone-numbers/active" variant="primary">
            Open Active Numbers
          </ButtonLink>
        }
      >
        {hasSelection
          ? 'Ask an owner, admin or developer of the account.'
          : 'Check the numbers you want in Active Numbers, then continue from there.'}
      </EmptyState>
    </Card>
  );
}

import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoOperatorAccess } from '@/components/operations/no-operator-access';
import { ImportCounts } from '@/components/stock/import-counts';
import { ImportProgress } from '@/components/stock/import-progress';
import { ImportRejects } from '@/components/stock/import-rejects';
import { ImportState } from '@/components/stock/import-state';
import { StartCard } from '@/components/stock/start-card';
import { Alert } from '@/components/ui/alert';
import { buttonClasses } from '@/components/ui/button';
import { isAllowed, requireSession } from '@/lib/auth';
import { formatInstant } from '@/lib/datetime';
import { findImport } from '@/lib/stock';
import { importSentence, isOpenImport } from '@/lib/stock/format';

export const metadata: Metadata = { title: 'Stock import' };

export default async function StockImportPage({ params }: PageProps<'/operations/stock/[id]'>) {
  const { ctx, account } = await requireSession();
  if (!isAllowed(ctx, 'stock.import')) return <NoOperatorAccess title="Stock import" />;
  const found = await findImport(ctx, (await params).id);
  if (!found) notFound();
  const { id, fileName, carrier, state, problem } = found;
  const says = importSentence(found);
  return (
    <Page>
      {isOpenImport(state) ? <LiveRefresh /> : null}
      <PageHeader
        title={`${carrier}: ${fileName}`}
        badge={<ImportState state={state} />}
        breadcrumbs={[{ label: 'Stock import', href: '/operations/stock' }, { label: fileName }]}
        summary={
          <>
            <span role="status">{says}</span>
            <span className="block text-sm">
              Uploaded by {found.createdBy}, {formatInstant(found.createdAt, account.timeZone)}
            </span>
          </>
        }
        actions={
          found.rejected > 0 && !isOpenImport(state) ? (
            <a href={`/operations/stock/${id}/rejects`} download className={buttonClasses()}>
              <Download aria-hidden />
              Rows left out
            </a>
          ) : null
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {problem ? (
          <Alert tone="danger" title="It did not go to its end">
            {problem}
          </Alert>
        ) : null}
        {isOpenImport(state) ? (
          <ImportProgress found={{ id, state, bytesRead: found.bytesRead, byteCount: found.byteCount }} says={says} />
        ) : null}
        {state === 'checked' ? <StartCard importId={id} count={found.added + found.changed} /> : null}
        {found.rows > 0 ? <ImportCounts counts={found} isDryRun={state === 'checking' || state === 'checked'} /> : null}
        {found.reasons.length > 0 && !isOpenImport(state) ? (
          <ImportRejects reasons={found.reasons} first={found.firstRejects} total={found.rejected} />
        ) : null}
      </div>
    </Page>
  );
}

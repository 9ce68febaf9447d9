import type { Metadata } from 'next';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoOperatorAccess } from '@/components/operations/no-operator-access';
import { ImportList } from '@/components/stock/import-list';
import { StockColumns } from '@/components/stock/stock-columns';
import { UploadForm } from '@/components/stock/upload-form';
import { Card } from '@/components/ui/card';
import { isAllowed, requireSession } from '@/lib/auth';
import { listImports, STOCK_COLUMNS } from '@/lib/stock';

export const metadata: Metadata = { title: 'Stock import' };

export default async function StockPage() {
  const { ctx, account } = await requireSession();
  if (!isAllowed(ctx, 'stock.import')) return <NoOperatorAccess title="Stock import" />;
  const imports = await listImports(ctx);
  return (
    <Page>
      <LiveRefresh />
      <PageHeader
        title="Stock import"
        summary="Numbers a carrier offers, from a CSV file. A dry run comes first: it tells every row and imports nothing."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <Card id="file" title="File">
          <UploadForm />
        </Card>
        <Card id="meaning" title="What it means">
          <ul className="list-disc space-y-1.5 pl-4 text-sm">
            <li>
              Numbers that are new to the stock are added; the carrier’s own that nobody has are brought up to date.
            </li>
            <li>Numbers that customers have, and those of other carriers, are never changed.</li>
            <li>The same file may be imported again: what is as the file says is left as it is.</li>
            <li>Two carriers back each other up only when they have no failure domain in common.</li>
          </ul>
        </Card>
        {imports.length > 0 ? (
          <Card id="imports" title="Imports" flush className="lg:col-span-2">
            <ImportList imports={imports} timeZone={account.timeZone} />
          </Card>
        ) : null}
        <Card id="columns" title="Columns" flush className="lg:col-span-2">
          <StockColumns columns={Object.entries(STOCK_COLUMNS).map(([name, column]) => ({ name, ...column }))} />
        </Card>
      </div>
    </Page>
  );
}

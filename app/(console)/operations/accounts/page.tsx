import { Building2 } from 'lucide-react';
import type { Metadata } from 'next';
import { createLoader, parseAsInteger, parseAsString } from 'nuqs/server';
import { appHref } from '@/components/layout/app-href';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { AccountSearch } from '@/components/operations/account-search';
import { AccountsTable } from '@/components/operations/accounts-table';
import { NoOperatorAccess } from '@/components/operations/no-operator-access';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { isAllowed, requireSession } from '@/lib/auth';
import { listAccounts } from '@/lib/operations';

export const metadata: Metadata = { title: 'Accounts' };

const PATH = '/operations/accounts';
const load = createLoader({ search: parseAsString.withDefault(''), page: parseAsInteger.withDefault(1) });

export default async function AccountsPage({ searchParams }: PageProps<'/operations/accounts'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'installation.operate')) return <NoOperatorAccess title="Accounts" />;
  const { search, ...asked } = await load(searchParams);
  const { rows, total, page, pages } = await listAccounts(ctx, { search, page: asked.page });
  const pageHref = (to: number) =>
    to >= 1 && to <= pages ? appHref(PATH, new URLSearchParams({ search, page: String(to) })) : null;
  return (
    <Page width="full">
      <PageHeader title="Accounts" summary="Every account of this installation, with its money and its limits." />
      <Card flush>
        <AccountSearch search={search} />
        {rows.length === 0 ? (
          <EmptyState icon={<Building2 />} title="No account matches">
            Search by a part of its name or of its Auth ID.
          </EmptyState>
        ) : (
          <AccountsTable rows={rows} />
        )}
        {pages > 1 ? (
          <Pagination
            className="px-4 py-3"
            label="Accounts"
            summary={`${total} accounts`}
            previous={pageHref(page - 1)}
            next={pageHref(page + 1)}
            position={{ page, pageCount: pages }}
          />
        ) : null}
      </Card>
    </Page>
  );
}

import type { Metadata } from 'next';
import { ImportBox } from '@/components/bulk/import-box';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { isAllowed, requireSession } from '@/lib/auth';
import { BROUGHT_COLUMNS } from '@/lib/bulk';

export const metadata: Metadata = { title: 'Bring numbers' };

export default async function ImportPage() {
  const { ctx, account } = await requireSession();
  return (
    <Page>
      <PageHeader
        title="Bring numbers"
        summary={`Numbers that ${account.name} already rents from its carriers become active numbers here, without ordering them again.`}
        breadcrumbs={[{ label: 'Active Numbers', href: '/phone-numbers/active' }, { label: 'Bring numbers' }]}
      />
      {isAllowed(ctx, 'numbers.import') ? (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card id="file" title="File">
            <ImportBox />
          </Card>
          <Card id="meaning" title="What it means">
            <ul className="list-disc space-y-1.5 pl-4 text-sm">
              <li>
                No rent is charged: the account pays its carrier by its own contract. Calls are billed as for any
                number.
              </li>
              <li>
                They can have a fallback, or be one for another: each sits at a carrier with its own equipment. A
                fallback rented for it here costs what any fallback costs.
              </li>
              <li>India numbers need the account’s accepted compliance application, as rented ones do.</li>
              <li>Released, they are never offered to others, and the contract with the carrier goes on.</li>
            </ul>
          </Card>
          <Card id="columns" title="Columns" flush className="lg:col-span-2">
            <Columns />
          </Card>
        </div>
      ) : (
        <Card flush>
          <EmptyState title="Only the operator may bring numbers in">
            Whoever imports a number can show it as caller ID, so somebody has to know that the account rents it. Ask
            the operator of this installation.
          </EmptyState>
        </Card>
      )}
    </Page>
  );
}

function Columns() {
  return (
    <Table caption="Columns of the file, in any order">
      <TableHead>
        <TableRow>
          <TableHeader>Column</TableHeader>
          <TableHeader>Needed</TableHeader>
          <TableHeader>Meaning</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {Object.entries(BROUGHT_COLUMNS).map(([name, { isRequired, meaning }]) => (
          <TableRow key={name}>
            <TableRowHeader className="font-mono text-xs">{name}</TableRowHeader>
            <TableCell>{isRequired ? 'Yes' : 'No'}</TableCell>
            <TableCell className="min-w-64">{meaning}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

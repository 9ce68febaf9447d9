import { appHref } from '@/components/layout/app-href';
import { ImportState } from '@/components/stock/import-state';
import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatInstant } from '@/lib/datetime';
import type { StockImportSummary } from '@/lib/stock/types';

/** Imports of stock by file, newest first. */
export function ImportList({ imports, timeZone }: { imports: readonly StockImportSummary[]; timeZone: string }) {
  return (
    <Table caption="Imports">
      <TableHead>
        <TableRow>
          <TableHeader pinned>File</TableHeader>
          <TableHeader>Carrier</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader align="end">Rows</TableHeader>
          <TableHeader align="end">Added</TableHeader>
          <TableHeader align="end">Changed</TableHeader>
          <TableHeader align="end">Left out</TableHeader>
          <TableHeader>Uploaded</TableHeader>
          <TableHeader>By</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {imports.map((one) => (
          <TableRow key={one.id}>
            <TableRowHeader pinned>
              <Link href={appHref(`/operations/stock/${one.id}`)} className="link">
                {one.fileName}
              </Link>
            </TableRowHeader>
            <TableCell className="whitespace-nowrap">{one.carrier}</TableCell>
            <TableCell>
              <ImportState state={one.state} />
            </TableCell>
            <TableCell align="end">{one.rows.toLocaleString('en')}</TableCell>
            <TableCell align="end">{one.added.toLocaleString('en')}</TableCell>
            <TableCell align="end">{one.changed.toLocaleString('en')}</TableCell>
            <TableCell align="end">{one.rejected.toLocaleString('en')}</TableCell>
            <TableCell className="whitespace-nowrap">
              <RelativeTime at={one.createdAt.toISOString()} exact={formatInstant(one.createdAt, timeZone)} />
            </TableCell>
            <TableCell className="whitespace-nowrap">{one.createdBy}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

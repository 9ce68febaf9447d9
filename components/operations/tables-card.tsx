import { sizeText } from '@/components/operations/size-text';
import { Card } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatInstant } from '@/lib/datetime';
import type { DatabaseFacts } from '@/lib/operations/types';

interface TablesCardProps {
  tables: DatabaseFacts['tables'];
  timeZone: string;
}

/** The largest tables. Rows that are read by whole scans again and again are what makes one slow. */
export function TablesCard({ tables, timeZone }: TablesCardProps) {
  return (
    <Card
      id="tables"
      title="Largest tables"
      description="Rows are the database’s own estimates. Many rows read by scans of a whole large table slow it down."
      flush
      className="lg:col-span-2"
    >
      <Table caption="Largest tables" density="dense">
        <TableHead>
          <TableRow>
            <TableHeader pinned>Table</TableHeader>
            <TableHeader align="end">Size</TableHeader>
            <TableHeader align="end">Rows</TableHeader>
            <TableHeader align="end">Dead rows</TableHeader>
            <TableHeader align="end">Read by whole scans</TableHeader>
            <TableHeader>Vacuumed</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {tables.map(({ name, bytes, rows, deadRows, rowsReadWhole, vacuumedAt }) => (
            <TableRow key={name}>
              <TableRowHeader pinned className="font-mono text-xs">
                {name}
              </TableRowHeader>
              <TableCell align="end">{sizeText(bytes)}</TableCell>
              <TableCell align="end">{rows.toLocaleString('en')}</TableCell>
              <TableCell align="end">{deadRows.toLocaleString('en')}</TableCell>
              <TableCell align="end">{rowsReadWhole.toLocaleString('en')}</TableCell>
              <TableCell className="whitespace-nowrap">
                {vacuumedAt ? (
                  <RelativeTime at={vacuumedAt.toISOString()} exact={formatInstant(vacuumedAt, timeZone)} />
                ) : (
                  <span className="text-muted">Not yet</span>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

import { Card } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { QueueDepth } from '@/lib/operations/types';

/** How much work waits, of every kind. */
export function QueuesCard({ queues }: { queues: readonly QueueDepth[] }) {
  return (
    <Card id="queues" title="Queues" flush>
      <Table caption="Work that waits" density="dense">
        <TableHead>
          <TableRow>
            <TableHeader>Work</TableHeader>
            <TableHeader align="end">Waiting</TableHeader>
            <TableHeader align="end">Running</TableHeader>
            <TableHeader align="end">Failed</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {queues.map(({ name, waiting, running, failed }) => (
            <TableRow key={name}>
              <TableRowHeader>{name}</TableRowHeader>
              <TableCell align="end">{waiting.toLocaleString('en')}</TableCell>
              <TableCell align="end">{running.toLocaleString('en')}</TableCell>
              <TableCell align="end">{failed.toLocaleString('en')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

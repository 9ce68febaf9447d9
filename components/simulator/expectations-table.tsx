import { CircleCheck, CircleX } from 'lucide-react';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { figureText } from '@/lib/rehearsals/format';
import type { RehearsalResult } from '@/lib/rehearsals/types';

/** What the scenario expects, and whether it came true. */
export function ExpectationsTable({ expectations }: Pick<RehearsalResult, 'expectations'>) {
  return (
    <Table caption="Expectations" density="dense">
      <TableHead>
        <TableRow>
          <TableHeader>Expected</TableHeader>
          <TableHeader align="end">Found</TableHeader>
          <TableHeader>Result</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {expectations.map(({ says, found, isMet }) => (
          <TableRow key={says}>
            <TableRowHeader>{says}</TableRowHeader>
            <TableCell align="end">{found === null ? 'never' : figureText(found)}</TableCell>
            <TableCell>
              <span className="inline-flex items-center gap-1.5">
                {isMet ? (
                  <CircleCheck aria-hidden className="size-3.5 text-ok" />
                ) : (
                  <CircleX aria-hidden className="size-3.5 text-danger" />
                )}
                {isMet ? 'Met' : 'Not met'}
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

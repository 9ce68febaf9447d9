import { Card } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';

interface ImportRejectsProps {
  reasons: readonly { reason: string; count: number }[];
  first: readonly { line: number; reason: string }[];
  total: number;
}

/** Why rows are left out: counted by reason, and the first of them one by one. */
export function ImportRejects({ reasons, first, total }: ImportRejectsProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
      <Card id="reasons" title="Why rows are left out" flush>
        <Table caption="Reasons">
          <TableHead>
            <TableRow>
              <TableHeader>Reason</TableHeader>
              <TableHeader align="end">Rows</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {reasons.map(({ reason, count }) => (
              <TableRow key={reason}>
                <TableRowHeader className="font-normal whitespace-normal!">{reason}</TableRowHeader>
                <TableCell align="end">{count.toLocaleString('en')}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      <Card id="first-rows" title={first.length < total ? `The first ${first.length} of them` : 'Each of them'} flush>
        <Table caption="Rows that are left out">
          <TableHead>
            <TableRow>
              <TableHeader align="end">Line</TableHeader>
              <TableHeader>Reason</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {first.map(({ line, reason }) => (
              <TableRow key={`${line} ${reason}`}>
                <TableRowHeader align="end" className="figures">
                  {line}
                </TableRowHeader>
                <TableCell>{reason}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
    </div>
  );
}

import { Card } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { Dependence } from '@/lib/network/types';

const SHOWN = 10;

/** What would take several numbers down at once. */
export function DependenceCard({ dependences }: { dependences: readonly Dependence[] }) {
  if (dependences.length === 0) return null;
  return (
    <Card
      id="dependences"
      title="Single points of failure"
      description="Numbers that stop together: every way their calls have goes through it."
      flush
    >
      <Table caption="Single points of failure">
        <TableHead>
          <TableRow>
            <TableHeader>If this fails</TableHeader>
            <TableHeader align="end">Numbers that stop</TableHeader>
            <TableHeader align="end">Of your numbers</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {dependences.slice(0, SHOWN).map(({ on, numbers, all }) => (
            <TableRow key={on}>
              <TableRowHeader>{on}</TableRowHeader>
              <TableCell align="end">{numbers}</TableCell>
              <TableCell align="end">{Math.round((numbers / all) * 100)} %</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

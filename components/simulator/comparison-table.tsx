import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { policyLabel } from '@/lib/rehearsals/format';
import type { RehearsalResult } from '@/lib/rehearsals/types';

/** Every figure of every policy on the same calls. */
export function ComparisonTable({ comparison, policies }: Pick<RehearsalResult, 'comparison' | 'policies'>) {
  return (
    <Table caption="Policies on the same calls" density="dense">
      <TableHead>
        <TableRow>
          <TableHeader pinned>Figure</TableHeader>
          {policies.map(({ policy }) => (
            <TableHeader key={policy} align="end">
              {policyLabel(policy)}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {comparison.map(({ label, cells }) => (
          <TableRow key={label}>
            <TableRowHeader pinned>{label}</TableRowHeader>
            {policies.map(({ policy }, index) => (
              <TableCell key={policy} align="end">
                {cells[index]}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

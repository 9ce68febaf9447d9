import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { clockText, delayText, figureText, policyLabel } from '@/lib/rehearsals/format';
import type { PolicyResult, RehearsalResult } from '@/lib/rehearsals/types';

/** How each fault was met by each policy: detection, recovery, harm; medians over the seeds that have the figure. */
export function FaultsTable({ result }: { result: RehearsalResult }) {
  return (
    <Table caption="How the faults were met" density="dense">
      <TableHead>
        <TableRow>
          <TableHeader>Fault</TableHeader>
          <TableHeader>Policy</TableHeader>
          <TableHeader align="end">Begins</TableHeader>
          <TableHeader align="end">Ends</TableHeader>
          <TableHeader align="end">Detected after</TableHeader>
          <TableHeader align="end">Back after</TableHeader>
          <TableHeader align="end">Calls that met it</TableHeader>
          <TableHeader align="end">of them failed</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {result.faults.flatMap((fault, index) =>
          result.policies.map((policy) => (
            <TableRow key={`${fault.id}-${policy.policy}`}>
              <TableRowHeader title={fault.says}>{fault.id}</TableRowHeader>
              <TableCell>{policyLabel(policy.policy)}</TableCell>
              <TableCell align="end">{clockText(fault.at, result)}</TableCell>
              <TableCell align="end">{clockText(fault.endsAt, result)}</TableCell>
              <TableCell align="end">{time(policy, index, 'detectionMs')}</TableCell>
              <TableCell align="end">{time(policy, index, 'recoveryMs')}</TableCell>
              <TableCell align="end">{median(policy, index, 'harmed')}</TableCell>
              <TableCell align="end">{median(policy, index, 'failed')}</TableCell>
            </TableRow>
          )),
        )}
      </TableBody>
    </Table>
  );
}

type Figure = 'detectionMs' | 'recoveryMs' | 'harmed' | 'failed';

function valuesOf({ runs }: PolicyResult, index: number, figure: Figure): number[] {
  return runs.flatMap(({ faults }) => faults[index]?.[figure] ?? []).sort((a, b) => a - b);
}

function middle(values: readonly number[]): number | null {
  const low = values[Math.floor((values.length - 1) / 2)];
  const high = values[Math.ceil((values.length - 1) / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function time(policy: PolicyResult, index: number, figure: Figure): string {
  const values = valuesOf(policy, index, figure);
  const value = middle(values);
  if (value === null) return '–';
  const seeds = policy.runs.length;
  return values.length < seeds ? `${delayText(value)} (${values.length} of ${seeds} repeats)` : delayText(value);
}

function median(policy: PolicyResult, index: number, figure: Figure): string {
  const value = middle(valuesOf(policy, index, figure));
  return value === null ? '–' : figureText(Math.round(value));
}

import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { delayText, figureText, policyLabel } from '@/lib/rehearsals/format';
import type { PolicyResult } from '@/lib/rehearsals/types';

/** Every seed's own figures; the hash is the same whenever the same scenario is run again. */
export function SeedsTable({ policies }: { policies: readonly PolicyResult[] }) {
  return (
    <Table caption="Figures by repeat" density="dense">
      <TableHead>
        <TableRow>
          <TableHeader>Policy</TableHeader>
          {['Repeat', 'Placed', 'Answered', 'Failed', 'Failed in the fault', 'Saved', 'Rerouted', 'Detected after'].map(
            (word) => (
              <TableHeader key={word} align="end">
                {word}
              </TableHeader>
            ),
          )}
          <TableHeader>Hash of the result</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {policies.flatMap(({ policy, runs }) =>
          runs.map(({ seed, counts, faults, hash }) => (
            <TableRow key={`${policy}-${seed}`}>
              <TableRowHeader>{policyLabel(policy)}</TableRowHeader>
              <TableCell align="end">{seed}</TableCell>
              {[counts.offered, counts.answered, counts.failed, counts.harmedFailed, counts.saved, counts.rerouted].map(
                (value, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a figure is its column
                  <TableCell key={index} align="end">
                    {figureText(value)}
                  </TableCell>
                ),
              )}
              <TableCell align="end">{detected(faults)}</TableCell>
              <TableCell className="font-mono text-xs">{hash}</TableCell>
            </TableRow>
          )),
        )}
      </TableBody>
    </Table>
  );
}

function detected([first]: PolicyResult['runs'][number]['faults']): string {
  return first?.detectionMs === null || first === undefined ? '–' : delayText(first.detectionMs);
}

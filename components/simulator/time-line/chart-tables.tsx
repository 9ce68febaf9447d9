import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { clockText, delayText, figureText, laneWord, policyLabel } from '@/lib/rehearsals/format';
import type { PolicyResult } from '@/lib/rehearsals/types';

interface ChartTablesProps {
  policy: PolicyResult;
  lastsMs: number;
}

/** The same as the charts of a policy, as tables. */
export function ChartTables({ policy, lastsMs }: ChartTablesProps) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div className="rounded-md border border-line">
        <StateTable policy={policy} lastsMs={lastsMs} />
      </div>
      <div className="max-h-96 overflow-y-auto rounded-md border border-line">
        <SeriesTable policy={policy} lastsMs={lastsMs} />
      </div>
    </div>
  );
}

function StateTable({ policy: { policy, lanes }, lastsMs }: ChartTablesProps) {
  return (
    <Table caption={`Route states, ${policyLabel(policy)}`} density="dense">
      <TableHead>
        <TableRow>
          <TableHeader>Route</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader align="end">From</TableHeader>
          <TableHeader align="end">To</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {lanes.flatMap(({ name, bands }) =>
          bands.map(({ state, from, to }) => (
            <TableRow key={`${name}-${from}`}>
              <TableRowHeader>{name}</TableRowHeader>
              <TableCell>{laneWord(state)}</TableCell>
              <TableCell align="end">{clockText(from, { lastsMs, precise: true })}</TableCell>
              <TableCell align="end">{clockText(to, { lastsMs, precise: true })}</TableCell>
            </TableRow>
          )),
        )}
      </TableBody>
    </Table>
  );
}

const COLUMNS = ['offered', 'completed', 'saved', 'rerouted', 'failed', 'poor'] as const;

function SeriesTable({ policy: { policy, series, delay, stepMs }, lastsMs }: ChartTablesProps) {
  const time = (value: number | null | undefined) => (value === null || value === undefined ? '–' : delayText(value));
  return (
    <Table caption={`Calls and delay in each ${delayText(stepMs)}, ${policyLabel(policy)}`} density="dense">
      <TableHead>
        <TableRow>
          <TableHeader>From</TableHeader>
          {['Placed', 'Completed', 'Saved', 'Rerouted', 'Failed', 'Poor audio', 'To ringing', 'p95'].map((word) => (
            <TableHeader key={word} align="end">
              {word}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {series.offered
          .map((_, index) => index * stepMs)
          .map((from, index) => (
            <TableRow key={from}>
              <TableRowHeader>{clockText(from, { lastsMs })}</TableRowHeader>
              {COLUMNS.map((column) => (
                <TableCell key={column} align="end">
                  {figureText(series[column][index] ?? 0)}
                </TableCell>
              ))}
              <TableCell align="end">{time(delay.p50[index])}</TableCell>
              <TableCell align="end">{time(delay.p95[index])}</TableCell>
            </TableRow>
          ))}
      </TableBody>
    </Table>
  );
}

import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { StockLine } from '@/lib/operations/types';

const STATES = [
  ['available', 'On sale'],
  ['reserved', 'Reserved'],
  ['rented', 'Rented'],
  ['heldForBuyback', 'Kept for buy-back'],
  ['withdrawn', 'Off sale'],
] as const satisfies [keyof StockLine, string][];

const TYPES: Readonly<Record<string, string>> = {
  local: 'Local',
  mobile: 'Mobile',
  tollfree: 'Toll-free',
  national: 'National',
};

/** A carrier's numbers by country, type and state. */
export function StockTable({ stock }: { stock: readonly StockLine[] }) {
  if (stock.length === 0) return <p className="p-4 text-muted">No numbers of this carrier are in the stock.</p>;
  return (
    <Table caption="Numbers in stock">
      <TableHead>
        <TableRow>
          <TableHeader>Country and type</TableHeader>
          {STATES.map(([state, word]) => (
            <TableHeader key={state} align="end">
              {word}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {stock.map((line) => (
          <TableRow key={`${line.countryIso} ${line.type}`}>
            <TableRowHeader>
              {line.countryIso}, {TYPES[line.type] ?? line.type}
            </TableRowHeader>
            {STATES.map(([state]) => (
              <TableCell key={state} align="end">
                {line[state].toLocaleString('en')}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

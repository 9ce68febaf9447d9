import { Card } from '@/components/ui/card';
import { PhoneNumber } from '@/components/ui/phone-number';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';

interface NumbersCardProps {
  numbers: readonly { number: string; display: string; harmed: number; saved: number; rerouted: number }[];
  total: number;
}

export function NumbersCard({ numbers, total }: NumbersCardProps) {
  if (numbers.length === 0) return null;
  const shown = numbers.length < total ? `The ${numbers.length} with most calls of ${total}.` : undefined;
  return (
    <Card id="numbers" title="Numbers affected" description={shown} flush>
      <Table caption="Numbers affected">
        <TableHead>
          <TableRow>
            <TableHeader>Number</TableHeader>
            <TableHeader align="end">Harmed</TableHeader>
            <TableHeader align="end">Saved</TableHeader>
            <TableHeader align="end">Another way</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {numbers.map(({ number, display, harmed, saved, rerouted }) => (
            <TableRow key={number}>
              <TableRowHeader>
                <PhoneNumber display={display} />
              </TableRowHeader>
              <TableCell align="end">{harmed}</TableCell>
              <TableCell align="end">{saved}</TableCell>
              <TableCell align="end">{rerouted}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

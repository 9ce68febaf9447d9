import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';

interface StockColumnsProps {
  columns: readonly { name: string; isRequired: boolean; meaning: string }[];
}

/** What a stock file's first line may name. */
export function StockColumns({ columns }: StockColumnsProps) {
  return (
    <Table caption="Columns of a stock file, in any order" density="dense">
      <TableHead>
        <TableRow>
          <TableHeader>Column</TableHeader>
          <TableHeader>Needed</TableHeader>
          <TableHeader>Meaning</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {columns.map(({ name, isRequired, meaning }) => (
          <TableRow key={name}>
            <TableRowHeader className="font-mono text-xs">{name}</TableRowHeader>
            <TableCell>{isRequired ? 'Yes' : 'No'}</TableCell>
            <TableCell className="min-w-64">{meaning}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

import type { DataColumn } from '@/components/data-table/column';
import { TableCell, TableRow, TableRowHeader } from '@/components/ui/table';

interface BodyRowProps<Row> {
  columns: readonly DataColumn<Row>[];
  row: Row;
}

export function BodyRow<Row>({ columns, row }: BodyRowProps<Row>) {
  return (
    <TableRow>
      {columns.map(({ id, align, rowHeader, className, cell }) => {
        const Cell = rowHeader ? TableRowHeader : TableCell;
        return (
          <Cell key={id} align={align} pinned={rowHeader} className={className}>
            {cell(row)}
          </Cell>
        );
      })}
    </TableRow>
  );
}

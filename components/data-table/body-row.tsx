import type { DataColumn } from '@/components/data-table/column';
import type { RowSelection } from '@/components/data-table/row-selection';
import { Checkbox } from '@/components/ui/checkbox';
import { TableCell, TableRow, TableRowHeader } from '@/components/ui/table';

interface BodyRowProps<Row> {
  columns: readonly DataColumn<Row>[];
  row: Row;
  selection: RowSelection<Row> | undefined;
}

export function BodyRow<Row>({ columns, row, selection }: BodyRowProps<Row>) {
  return (
    <TableRow>
      {selection ? (
        <TableCell className="pr-0">
          <Checkbox
            label={`Choose ${selection.label(row)}`}
            hideLabel
            checked={selection.isChosen(row)}
            onChange={(event) => selection.onChange([row], event.target.checked)}
          />
        </TableCell>
      ) : null}
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

import type { DataColumn } from '@/components/data-table/column';
import type { RowSelection } from '@/components/data-table/row-selection';
import { SortButton } from '@/components/data-table/sort-button';
import { sortDirection, type TableSort } from '@/components/data-table/table-params';
import { Checkbox } from '@/components/ui/checkbox';
import { TableHeader, TableRow } from '@/components/ui/table';

interface HeadRowProps<Row> {
  columns: readonly DataColumn<Row>[];
  /** What the rows shown are sorted by. */
  sort: TableSort;
  onSort: (column: string) => void;
  /** The rows of the page. */
  rows: readonly Row[];
  selection: RowSelection<Row> | undefined;
}

export function HeadRow<Row>({ columns, sort, onSort, rows, selection }: HeadRowProps<Row>) {
  const areAllChosen = selection !== undefined && rows.every(selection.isChosen);
  return (
    <TableRow>
      {selection ? (
        <TableHeader className="w-8 pr-0">
          <Checkbox
            label={`Choose the ${rows.length} on this page`}
            hideLabel
            checked={areAllChosen}
            onChange={() => selection.onChange(rows, !areAllChosen)}
          />
        </TableHeader>
      ) : null}
      {columns.map(({ id, header, align, rowHeader, sortable }) => {
        const sorted = sort.column === id ? sortDirection(sort) : undefined;
        return (
          <TableHeader key={id} align={align} pinned={rowHeader} aria-sort={sorted}>
            {sortable ? <SortButton label={header} sorted={sorted} align={align} onPress={() => onSort(id)} /> : header}
          </TableHeader>
        );
      })}
    </TableRow>
  );
}

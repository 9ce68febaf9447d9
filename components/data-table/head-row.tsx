import type { DataColumn } from '@/components/data-table/column';
import { SortButton } from '@/components/data-table/sort-button';
import { sortDirection, type TableSort } from '@/components/data-table/table-params';
import { TableHeader, TableRow } from '@/components/ui/table';

interface HeadRowProps<Row> {
  columns: readonly DataColumn<Row>[];
  /** What the rows shown are sorted by. */
  sort: TableSort;
  onSort: (column: string) => void;
}

export function HeadRow<Row>({ columns, sort, onSort }: HeadRowProps<Row>) {
  return (
    <TableRow>
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

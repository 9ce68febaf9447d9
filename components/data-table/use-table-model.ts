'use client';

import {
  columnVisibilityFeature,
  createColumnHelper,
  type RowData,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { DataColumn } from '@/components/data-table/column';

const features = tableFeatures({ columnVisibilityFeature });

interface TableModelInput<Row extends RowData> {
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  hidden: readonly string[];
}

/** Which columns and rows are drawn. The only place that knows the table library. */
export function useTableModel<Row extends RowData>({ columns, rows, rowId, hidden }: TableModelInput<Row>) {
  const table = useTable({
    features,
    columns: useMemo(() => definitionsOf(columns), [columns]),
    data: rows,
    getRowId: rowId,
    state: { columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])) },
  });
  const visible = new Set(table.getVisibleLeafColumns().map((column) => column.id));
  return {
    columns: columns.filter((column) => visible.has(column.id) || column.rowHeader),
    rows: table.getRowModel().rows,
  };
}

function definitionsOf<Row extends RowData>(columns: readonly DataColumn<Row>[]) {
  const helper = createColumnHelper<typeof features, Row>();
  return columns.map((column) =>
    helper.display({ id: column.id, header: column.header, enableHiding: !column.rowHeader }),
  );
}

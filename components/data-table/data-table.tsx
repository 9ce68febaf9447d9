'use client';

import {
  columnVisibilityFeature,
  createColumnHelper,
  type RowData,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useQueryStates } from 'nuqs';
import { type ReactNode, useMemo, useTransition } from 'react';
import type { DataColumn } from '@/components/data-table/column';
import { SortButton } from '@/components/data-table/sort-button';
import { countSentence, TableFooter } from '@/components/data-table/table-footer';
import { type TableConfig, type TableSort, tableParams } from '@/components/data-table/table-params';
import { ViewMenu } from '@/components/data-table/view-menu';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';

const features = tableFeatures({ columnVisibilityFeature });

export interface DataTableProps<Row extends RowData> {
  caption: string;
  columns: readonly DataColumn<Row>[];
  /** The page's rows, as the server sorted and cut them. */
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Outside the component, like the columns; the server read the address with it. */
  config: TableConfig;
  sort: TableSort;
  page: number;
  size: number;
  total: number;
  noun: readonly [one: string, many: string];
  /** Search and filters, left of the view menu. */
  toolbar?: ReactNode;
  /** Shown instead of rows: first use, or nothing matches. */
  empty: ReactNode;
}

/** A server-driven table: what is shown is in the address, the server sorts, filters and cuts. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, config, sort, page, size, total, noun, toolbar, empty } = props;
  const [pending, startTransition] = useTransition();
  const [view, setView] = useQueryStates(
    useMemo(() => tableParams(config), [config]),
    { history: 'push', scroll: false },
  );
  const change = (next: Partial<{ sort: TableSort; size: (typeof view)['size'] }>) =>
    setView({ ...next, page: null }, { shallow: false, startTransition });

  const table = useTable({
    features,
    columns: useMemo(() => definitionsOf(columns), [columns]),
    data: rows,
    getRowId: rowId,
    state: { columnVisibility: Object.fromEntries(view.hide.map((id) => [id, false])) },
  });
  const lookOf = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const pressed = (id: string) => change({ sort: { column: id, descending: sort.column === id && !sort.descending } });
  const sorted = lookOf.get(sort.column);
  const counts = { page, size, total, shown: rows.length, noun };

  return (
    <div className="rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-start gap-2 border-b border-line p-3">
        <div className="min-w-0 flex-1">{toolbar}</div>
        <ViewMenu
          columns={columns.filter((column) => !column.rowHeader)}
          hidden={view.hide}
          onHiddenChange={(hide) => setView({ hide }, { history: 'replace' })}
          density={view.density}
          onDensityChange={(density) => setView({ density }, { history: 'replace' })}
        />
      </div>
      <p role="status" className="sr-only">
        {pending ? 'Loading' : countSentence(counts)}
        {sorted ? `, sorted by ${sorted.header}, ${direction(sort)}` : ''}
      </p>
      {rows.length === 0 ? (
        empty
      ) : (
        <Table caption={caption} density={view.density} busy={pending} sticky className="[&_td]:whitespace-nowrap">
          <TableHead>
            {table.getHeaderGroups().map((group) => (
              <TableRow key={group.id}>
                {group.headers.map((header) => {
                  const column = lookOf.get(header.column.id);
                  if (!column) return null;
                  const current = sort.column === column.id ? direction(sort) : undefined;
                  return (
                    <TableHeader key={header.id} align={column.align} pinned={column.rowHeader} aria-sort={current}>
                      {column.sortable ? (
                        <SortButton
                          label={column.header}
                          sorted={current}
                          align={column.align}
                          onPress={() => pressed(column.id)}
                        />
                      ) : (
                        column.header
                      )}
                    </TableHeader>
                  );
                })}
              </TableRow>
            ))}
          </TableHead>
          <TableBody>
            {table.getRowModel().rows.map((row) => (
              <TableRow key={row.id}>
                {row.getVisibleCells().map((cell) => {
                  const column = lookOf.get(cell.column.id);
                  const Cell = column?.rowHeader ? TableRowHeader : TableCell;
                  return (
                    <Cell key={cell.id} align={column?.align} pinned={column?.rowHeader} className={column?.className}>
                      <table.FlexRender cell={cell} />
                    </Cell>
                  );
                })}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {total > 0 ? (
        <div className="border-t border-line">
          <TableFooter caption={caption} onSizeChange={(next) => change({ size: next })} {...counts} />
        </div>
      ) : null}
    </div>
  );
}

function direction(sort: TableSort): 'ascending' | 'descending' {
  return sort.descending ? 'descending' : 'ascending';
}

function definitionsOf<Row extends RowData>(columns: readonly DataColumn<Row>[]) {
  const helper = createColumnHelper<typeof features, Row>();
  return columns.map((column) =>
    helper.display({
      id: column.id,
      header: column.header,
      enableHiding: !column.rowHeader,
      cell: ({ row }) => column.cell(row.original),
    }),
  );
}

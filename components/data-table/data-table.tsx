'use client';

import type { RowData } from '@tanstack/react-table';
import { type ReactNode, useEffect, useRef } from 'react';
import { BodyRow } from '@/components/data-table/body-row';
import type { DataColumn } from '@/components/data-table/column';
import { HeadRow } from '@/components/data-table/head-row';
import type { RowSelection } from '@/components/data-table/row-selection';
import { countSentence, TableFooter } from '@/components/data-table/table-footer';
import { pageCountOf, sortDirection, type TableConfig, type TableSort } from '@/components/data-table/table-params';
import { useTableAddress } from '@/components/data-table/use-table-address';
import { useTableModel } from '@/components/data-table/use-table-model';
import { ViewMenu } from '@/components/data-table/view-menu';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, TableBody, TableHead } from '@/components/ui/table';

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
  /** Rows can be chosen; what becomes of them is the page's. */
  selection?: RowSelection<Row> | undefined;
}

/** A server-driven table: what is shown is in the address, the server sorts, filters and cuts. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, config, sort, page, size, total, noun, toolbar } = props;
  const address = useTableAddress(config);
  const shown = useTableModel({ columns, rows, rowId, hidden: address.hidden });
  const region = useRef<HTMLDivElement>(null);
  const counts = { page, size, total, shown: rows.length, noun };

  // Where the region stands belongs to the element: another page starts at its first row.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is what it waits for
  useEffect(() => {
    if (region.current) region.current.scrollTop = 0;
  }, [page, size]);

  return (
    <div className="overflow-clip rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-start gap-2 border-b border-line p-3">
        <div className="min-w-0 flex-1">{toolbar}</div>
        <ViewMenu
          columns={columns.filter((column) => !column.rowHeader)}
          hidden={address.hidden}
          onHiddenChange={address.setHidden}
          density={address.density}
          onDensityChange={address.setDensity}
        />
      </div>
      <p role="status" className="sr-only">
        {address.pending ? 'Loading' : `${countSentence(counts)}${sortedBy(columns, sort)}`}
      </p>
      {rows.length === 0 ? (
        <NoRows
          total={total}
          page={page}
          noun={noun}
          empty={props.empty}
          onLastPage={() => address.setPage(pageCountOf(total, size))}
        />
      ) : (
        <Table
          ref={region}
          caption={caption}
          density={address.density}
          busy={address.pending}
          sticky
          className="[&_td]:whitespace-nowrap"
        >
          <TableHead>
            <HeadRow
              columns={shown.columns}
              sort={sort}
              onSort={address.sortBy}
              rows={rows}
              selection={props.selection}
            />
          </TableHead>
          <TableBody>
            {shown.rows.map((row) => (
              <BodyRow key={row.id} columns={shown.columns} row={row.original} selection={props.selection} />
            ))}
          </TableBody>
        </Table>
      )}
      {total > 0 ? (
        <div className="border-t border-line">
          <TableFooter caption={caption} onSizeChange={address.setSize} onPageChange={address.setPage} {...counts} />
        </div>
      ) : null}
    </div>
  );
}

interface NoRowsProps extends Pick<DataTableProps<never>, 'total' | 'page' | 'noun' | 'empty'> {
  onLastPage: () => void;
}

/** Nothing there at all is the page's to explain; a page past the end is ours. */
function NoRows({ total, page, noun, empty, onLastPage }: NoRowsProps) {
  if (total === 0) return empty;
  return (
    <EmptyState title={`There is no page ${page}`} actions={<Button onClick={onLastPage}>Go to the last page</Button>}>
      There are fewer {noun[1]} than that.
    </EmptyState>
  );
}

function sortedBy(columns: readonly { id: string; header: string }[], sort: TableSort): string {
  const column = columns.find(({ id }) => id === sort.column);
  return column ? `, sorted by ${column.header}, ${sortDirection(sort)}` : '';
}

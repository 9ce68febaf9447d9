import type { ReactNode } from 'react';

/** One column of a DataTable. Keep the list outside the component: its identity must be stable. */
export interface DataColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Listed in the table's sortable columns. */
  sortable?: boolean;
  /** The cell that names its row; stays at the left edge. Always shown. */
  rowHeader?: boolean;
  /** end: figures. */
  align?: 'start' | 'end';
  className?: string;
}

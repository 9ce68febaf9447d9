'use client';

import type { ReactNode } from 'react';
import type { DataColumn } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import type { TableSort } from '@/components/data-table/table-params';
import type { ActiveRow } from '@/components/rentals/active-row';
import { activeTable } from '@/components/rentals/active-table-config';
import { HaCell } from '@/components/rentals/ha-cell';
import { None } from '@/components/rentals/none';
import { CopyButton } from '@/components/ui/copy-button';
import { Link } from '@/components/ui/link';
import { StateBadge } from '@/components/ui/state-badge';
import { numberPath } from '@/lib/rentals/format';

const columns: DataColumn<ActiveRow>[] = [
  {
    id: 'number',
    header: 'Number',
    rowHeader: true,
    sortable: true,
    cell: (row) => (
      <span className="inline-flex items-center gap-1">
        <Link href={numberPath(row.number)} prefetch={false} className="figures rounded-sm hover:underline">
          {row.display}
        </Link>
        <CopyButton value={`+${row.number}`} label={row.display} />
      </span>
    ),
  },
  {
    id: 'alias',
    header: 'Alias',
    sortable: true,
    className: 'max-w-36 truncate',
    cell: (row) => (row.alias ? <span title={row.alias}>{row.alias}</span> : <None />),
  },
  { id: 'ha', header: 'HA', cell: (row) => <HaCell pair={row.pair} offersHa={row.offersHa} /> },
  {
    id: 'status',
    header: 'Status',
    sortable: true,
    cell: (row) => (
      <span title={row.statusReason ?? undefined}>
        <StateBadge kind="rental" state={row.status} />
      </span>
    ),
  },
  {
    id: 'place',
    header: 'Type and place',
    sortable: true,
    className: 'max-w-56 truncate',
    cell: (row) => (
      <span title={`${row.kind}, ${row.where}`}>
        {row.shortKind}
        {row.place ? <span className="text-muted"> · {row.place}</span> : null}
      </span>
    ),
  },
  { id: 'carrier', header: 'Carrier', sortable: true, className: 'max-w-36 truncate', cell: (row) => row.carrier },
  {
    id: 'application',
    header: 'Application',
    sortable: true,
    className: 'max-w-40 truncate',
    cell: (row) => (row.application ? <span title={row.application}>{row.application}</span> : <None />),
  },
  { id: 'monthly', header: 'Monthly', sortable: true, align: 'end', cell: (row) => row.monthly },
  {
    id: 'renews',
    header: 'Renews',
    sortable: true,
    align: 'end',
    cell: (row) => (row.renews ? <span title={row.renews.whole}>{row.renews.short}</span> : <None />),
  },
  { id: 'capabilities', header: 'Capabilities', cell: (row) => row.capabilities },
];

interface ActiveTableProps {
  rows: readonly ActiveRow[];
  sort: TableSort;
  page: number;
  size: number;
  total: number;
  toolbar: ReactNode;
  empty: ReactNode;
}

export function ActiveTable(props: ActiveTableProps) {
  return (
    <DataTable
      {...props}
      caption="Active Numbers"
      columns={columns}
      rowId={(row) => row.id}
      config={activeTable}
      noun={['number', 'numbers']}
    />
  );
}

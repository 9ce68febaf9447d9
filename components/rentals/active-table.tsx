'use client';

import { Lock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ChosenBar } from '@/components/bulk/chosen-bar';
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
import { MOST_CHOSEN } from '@/lib/bulk/format';
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
        {row.isProtected ? (
          <span title="Protected from release">
            <Lock aria-label="Protected from release" className="size-3.5 text-muted" />
          </span>
        ) : null}
      </span>
    ),
  },
  {
    id: 'alias',
    header: 'Alias and tags',
    sortable: true,
    className: 'max-w-44 truncate',
    cell: ({ alias, tags }) =>
      alias || tags.length > 0 ? (
        <span title={[alias, ...tags].filter(Boolean).join(', ')}>
          {alias}
          {tags.map((tag) => (
            <span key={tag} className="ml-1.5 rounded bg-neutral-soft px-1.5 py-0.5 text-xs text-muted first:ml-0">
              {tag}
            </span>
          ))}
        </span>
      ) : (
        <None />
      ),
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
  {
    id: 'notes',
    header: 'Notes',
    className: 'max-w-56 truncate',
    cell: (row) => (row.notes ? <span title={row.notes}>{row.notes}</span> : <None />),
  },
];

interface ActiveTableProps {
  rows: readonly ActiveRow[];
  sort: TableSort;
  page: number;
  size: number;
  total: number;
  toolbar: ReactNode;
  empty: ReactNode;
  /** The address's filters, beginning with "?" or empty; null for a person who may change nothing. */
  changeQuery: string | null;
}

export function ActiveTable({ changeQuery, ...props }: ActiveTableProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const select = (rows: readonly ActiveRow[], isChosen: boolean) => {
    const numbers = new Set(chosen);
    for (const { number } of rows) {
      if (!isChosen) numbers.delete(number);
      else if (numbers.size < MOST_CHOSEN) numbers.add(number);
    }
    setChosen(numbers);
  };
  const selection = {
    isChosen: ({ number }: ActiveRow) => chosen.has(number),
    label: ({ display }: ActiveRow) => display,
    onChange: select,
  };
  return (
    <>
      <DataTable
        {...props}
        caption="Active Numbers"
        columns={columns}
        rowId={(row) => row.id}
        config={activeTable}
        noun={['number', 'numbers']}
        selection={changeQuery === null ? undefined : selection}
      />
      {changeQuery === null ? null : (
        <ChosenBar
          numbers={[...chosen]}
          total={props.total}
          filterQuery={changeQuery}
          onClear={() => setChosen(new Set())}
        />
      )}
    </>
  );
}

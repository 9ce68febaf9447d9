'use client';

import { useEffect, useState } from 'react';
import type { ChartData, ChartLook, ChartSource } from '@/components/charts/types';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';

/** A row each so many moments, and how often the table is read anew, ms: it must hold still to be read. */
const EVERY = 10;
const PAUSE_MS = 5_000;

function rowsOf({ at, values, states }: ChartData) {
  const rows: { at: number; values: (number | null)[]; state: string | undefined }[] = [];
  for (let i = at.length - 1; i >= 0; i -= EVERY)
    rows.push({ at: at[i] ?? 0, values: values.map((line) => line[i] ?? null), state: states?.[i] });
  return rows;
}

/** The figures of a chart, newest first, every tenth moment. */
export function ChartTable({ look, source }: { look: ChartLook; source: ChartSource }) {
  const [data, setData] = useState(source.read);
  // Syncs with the source, which lives outside React.
  useEffect(() => {
    const timer = setInterval(() => setData({ ...source.read() }), PAUSE_MS);
    return () => clearInterval(timer);
  }, [source]);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: look.timeZone, timeStyle: 'medium' });
  return (
    <div className="max-h-44 overflow-y-auto rounded-sm border border-line">
      <Table caption={`${look.title} of ${look.of}`} density="dense">
        <TableHead>
          <TableRow>
            <TableHeader>Time</TableHeader>
            {look.lines.map(({ label }) => (
              <TableHeader key={label} align="end">
                {label}
              </TableHeader>
            ))}
            {data.states ? <TableHeader>State</TableHeader> : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {rowsOf(data).map((row) => (
            <TableRow key={row.at}>
              <TableRowHeader className="figures">{clock.format(row.at)}</TableRowHeader>
              {row.values.map((value, index) => (
                <TableCell key={look.lines[index]?.label} align="end">
                  {value === null ? '–' : value.toFixed(look.decimals ?? 0)}
                </TableCell>
              ))}
              {data.states ? <TableCell>{row.state}</TableCell> : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

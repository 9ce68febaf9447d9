import { auditHref } from '@/components/audit/audit-params';
import { changeSummary } from '@/components/audit/change-text';
import { appHref } from '@/components/layout/app-href';
import { Link } from '@/components/ui/link';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { actionText, entityText } from '@/lib/audit/format';
import type { AuditFilters, AuditItem } from '@/lib/audit/types';
import { formatSecond } from '@/lib/datetime';

/** A narrow screen has room for what was done and by whom; the rest stands under it there. */
const WIDE = 'hidden md:table-cell';
const WIDER = 'hidden xl:table-cell';

interface AuditTableProps {
  rows: readonly AuditItem[];
  filters: AuditFilters;
  timeZone: string;
  /** What the zone is called, for the column's head. */
  zone: string;
}

export function AuditTable({ rows, filters, timeZone, zone }: AuditTableProps) {
  return (
    <Table caption="Audit log">
      <TableHead>
        <TableRow>
          <TableHeader className={WIDE}>Time ({zone})</TableHeader>
          <TableHeader>What</TableHeader>
          <TableHeader className={WIDE}>To</TableHeader>
          <TableHeader>Who</TableHeader>
          <TableHeader className={WIDER}>Changes</TableHeader>
          <TableHeader className={WIDER}>Address</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => {
          const time = (
            <time dateTime={row.at.toISOString()} title={row.at.toISOString()} className="figures">
              {formatSecond(row.at, timeZone)}
            </time>
          );
          const target = (
            <Link
              href={auditHref({ ...filters, target: row.entityId })}
              className="link figures"
              title="Everything done to it"
            >
              {row.target ?? entityText(row.entityType)}
            </Link>
          );
          return (
            <TableRow key={row.id}>
              <TableCell className={WIDE}>{time}</TableCell>
              <TableRowHeader className="py-1 font-normal whitespace-normal">
                <Link href={appHref(`/settings/audit-log/${row.id}`)} className="link">
                  {actionText(row.action)}
                </Link>
                <span className="block text-xs text-muted md:hidden">
                  {row.target ?? entityText(row.entityType)}
                  <br />
                  {time}
                </span>
              </TableRowHeader>
              <TableCell className={WIDE}>{target}</TableCell>
              <TableCell className="max-md:align-top max-md:py-1.5">{row.actorName}</TableCell>
              <TableCell className={`${WIDER} max-w-72 truncate text-muted`} title={changeSummary(row.changes)}>
                {changeSummary(row.changes) || '–'}
              </TableCell>
              <TableCell className={`${WIDER} figures text-muted`}>{row.address ?? '–'}</TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

import { appHref } from '@/components/layout/app-href';
import { WorkflowButtons } from '@/components/operations/workflow-buttons';
import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatInstant } from '@/lib/datetime';
import { KIND_WORDS } from '@/lib/operations/format';
import type { WorkflowGroup, WorkflowSummary } from '@/lib/operations/types';

interface WorkflowTableProps {
  rows: readonly WorkflowSummary[];
  timeZone: string;
  group: WorkflowGroup;
}

const NONE = <span className="text-muted">–</span>;

export function WorkflowTable({ rows, timeZone, group }: WorkflowTableProps) {
  return (
    <Table caption={group === 'failed' ? 'Workflows that failed' : 'Workflows that wait'}>
      <TableHead>
        <TableRow>
          <TableHeader pinned>Number</TableHeader>
          <TableHeader>What</TableHeader>
          <TableHeader>Why</TableHeader>
          <TableHeader>Since</TableHeader>
          <TableHeader>Account</TableHeader>
          <TableHeader>Carrier</TableHeader>
          <TableHeader>Last step</TableHeader>
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <TableRowHeader pinned className="figures">
              {row.number ?? NONE}
            </TableRowHeader>
            <TableCell className="whitespace-nowrap">{KIND_WORDS[row.kind]}</TableCell>
            <TableCell className="min-w-64">{row.why}</TableCell>
            <TableCell className="whitespace-nowrap">
              <RelativeTime at={row.since.toISOString()} exact={formatInstant(row.since, timeZone)} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {row.accountId ? (
                <Link href={appHref(`/operations/accounts/${row.accountId}`)} className="link">
                  {row.accountName}
                </Link>
              ) : (
                NONE
              )}
            </TableCell>
            <TableCell className="whitespace-nowrap">{row.carrierName ?? NONE}</TableCell>
            <TableCell className="whitespace-nowrap">{row.step ?? NONE}</TableCell>
            <TableCell>
              <WorkflowButtons
                workflowId={row.id}
                subject={`${KIND_WORDS[row.kind].toLowerCase()} ${row.number ?? ''}`}
                mayRetry={row.mayRetry}
                mayCancel={row.mayCancel}
                isRelease={row.kind === 'releaseRental'}
              />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

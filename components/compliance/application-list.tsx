import { appHref } from '@/components/layout/app-href';
import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { ApplicationSummary } from '@/lib/compliance/types';
import { formatDay, formatInstant } from '@/lib/datetime';

interface ApplicationListProps {
  applications: readonly ApplicationSummary[];
  timeZone: string;
}

export function ApplicationList({ applications, timeZone }: ApplicationListProps) {
  return (
    <Table caption="Compliance applications">
      <TableHead>
        <TableRow>
          <TableHeader pinned>Application</TableHeader>
          <TableHeader>Status</TableHeader>
          <TableHeader>Business</TableHeader>
          <TableHeader align="end">Numbers</TableHeader>
          <TableHeader>Valid until</TableHeader>
          <TableHeader>Changed</TableHeader>
          <TableHeader>Reason</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {applications.map(({ id, alias, status, businessName, numbers, validUntil, updatedAt, statusReason }) => (
          <TableRow key={id}>
            <TableRowHeader pinned>
              <Link href={appHref(`/phone-numbers/compliance/${id}`)} className="link">
                {alias}
              </Link>
            </TableRowHeader>
            <TableCell>
              <StateBadge kind="compliance" state={status} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {businessName || <span className="text-muted">Not given yet</span>}
            </TableCell>
            <TableCell align="end">{numbers}</TableCell>
            <TableCell className="whitespace-nowrap">
              {validUntil ? formatDay(validUntil) : <span className="text-muted">{noEndText(status)}</span>}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <RelativeTime at={updatedAt.toISOString()} exact={formatInstant(updatedAt, timeZone)} />
            </TableCell>
            <TableCell className="min-w-56 py-2">{statusReason ?? <span className="text-muted">–</span>}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function noEndText(status: ApplicationSummary['status']): string {
  return status === 'accepted' || status === 'suspended' ? 'No end' : '–';
}

import { appHref } from '@/components/layout/app-href';
import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { ReviewSummary } from '@/lib/compliance/types';
import { formatDay, formatInstant } from '@/lib/datetime';

interface ReviewListProps {
  rows: readonly ReviewSummary[];
  timeZone: string;
}

/** Applications of every account, as the operator goes through them. */
export function ReviewList({ rows, timeZone }: ReviewListProps) {
  return (
    <Table caption="Applications">
      <TableHead>
        <TableRow>
          <TableHeader pinned>Business</TableHeader>
          <TableHeader>Account</TableHeader>
          <TableHeader>Status</TableHeader>
          <TableHeader>Submitted</TableHeader>
          <TableHeader align="end">Times</TableHeader>
          <TableHeader align="end">Numbers</TableHeader>
          <TableHeader>Valid until</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ id, businessName, accountName, status, submittedAt, submissions, numbers, validUntil }) => (
          <TableRow key={id}>
            <TableRowHeader pinned>
              <Link href={appHref(`/operations/compliance/${id}`)} className="link">
                {businessName}
              </Link>
            </TableRowHeader>
            <TableCell className="whitespace-nowrap">{accountName}</TableCell>
            <TableCell>
              <StateBadge kind="compliance" state={status} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {submittedAt ? (
                <RelativeTime at={submittedAt.toISOString()} exact={formatInstant(submittedAt, timeZone)} />
              ) : (
                <span className="text-muted">By command</span>
              )}
            </TableCell>
            <TableCell align="end">{submissions}</TableCell>
            <TableCell align="end">{numbers}</TableCell>
            <TableCell className="whitespace-nowrap">
              {validUntil ? formatDay(validUntil) : <span className="text-muted">–</span>}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

import { Webhook } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { deliveryHref } from '@/components/webhooks/delivery-params';
import { DeliveryStateBadge } from '@/components/webhooks/delivery-state';
import { eventWords } from '@/components/webhooks/event-words';
import { formatInstant } from '@/lib/datetime';
import type { DeliveryRow } from '@/lib/webhooks/types';

const WIDE = 'hidden md:table-cell';

interface DeliveryTableProps {
  rows: readonly DeliveryRow[];
  isFiltered: boolean;
  timeZone: string;
}

export function DeliveryTable({ rows, isFiltered, timeZone }: DeliveryTableProps) {
  if (rows.length === 0) return isFiltered ? <NoMatch /> : <NoDeliveries />;
  return (
    <Table caption="Deliveries">
      <TableHead>
        <TableRow>
          <TableHeader>Event</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader className={WIDE}>Time</TableHeader>
          <TableHeader className={WIDE}>Endpoint</TableHeader>
          <TableHeader align="end" className={WIDE}>
            Attempts
          </TableHeader>
          <TableHeader className={WIDE}>Last answer</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Delivery key={row.id} row={row} timeZone={timeZone} />
        ))}
      </TableBody>
    </Table>
  );
}

function Delivery({ row, timeZone }: { row: DeliveryRow; timeZone: string }) {
  const time = <RelativeTime at={row.createdAt.toISOString()} exact={formatInstant(row.createdAt, timeZone)} />;
  return (
    <TableRow>
      <TableRowHeader className="py-1.5">
        <Link href={deliveryHref(row.id)} className="link">
          {eventWords(row.event)}
        </Link>
        <span className="block text-xs font-normal text-muted md:hidden">{time}</span>
      </TableRowHeader>
      <TableCell>
        <DeliveryStateBadge state={row.state} isRetried={row.attemptCount > 0} />
      </TableCell>
      <TableCell className={WIDE}>{time}</TableCell>
      <TableCell className={WIDE}>
        <span title={row.url} className="block max-w-72 truncate xl:max-w-md font-mono">
          {row.url}
        </span>
      </TableCell>
      <TableCell align="end" className={WIDE}>
        {row.attemptCount}
      </TableCell>
      <TableCell className={WIDE}>
        <LastAnswer row={row} />
      </TableCell>
    </TableRow>
  );
}

function LastAnswer({ row: { attemptCount, lastStatus, lastError } }: { row: DeliveryRow }) {
  if (attemptCount === 0) return <span className="text-muted">None yet</span>;
  if (lastError === null) return <span className="figures">{lastStatus}</span>;
  return (
    <span title={lastError} className="block max-w-64 truncate">
      {lastError}
    </span>
  );
}

function NoMatch() {
  return (
    <EmptyState
      icon={<Webhook />}
      title="No delivery fits these filters"
      actions={<ButtonLink href="/developers/webhooks">Clear filters</ButtonLink>}
    />
  );
}

function NoDeliveries() {
  return (
    <EmptyState
      icon={<Webhook />}
      title="Nothing sent yet"
      actions={<ButtonLink href="/settings/alerts">Alert settings</ButtonLink>}
    >
      Webhooks are sent to the endpoints of Settings, Alerts; each delivery is listed here for 30 days.
    </EmptyState>
  );
}

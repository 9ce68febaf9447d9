import { FailoverBadge } from '@/components/calls/failover-badge';
import { Link } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PhoneNumber } from '@/components/ui/phone-number';
import { StateBadge } from '@/components/ui/state-badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { callPath, formatTalk } from '@/lib/calls/format';
import type { CallSummary } from '@/lib/calls/types';
import { cn } from '@/lib/cn';
import { formatSecond } from '@/lib/datetime';

/** A narrow screen has room for the time and the state; the rest stands under the time there. */
const WIDE = 'hidden md:table-cell';
const WIDER = 'hidden lg:table-cell';
const WIDEST = 'hidden xl:table-cell';

interface CallTableProps {
  caption: string;
  calls: readonly CallSummary[];
  timeZone: string;
  /** What the zone is called, for the column's head. */
  zone: string;
  /** On the page of a number its own number goes without saying. */
  ofNumber?: boolean;
  sticky?: boolean;
}

export function CallTable({ caption, calls, timeZone, zone, ofNumber = false, sticky = false }: CallTableProps) {
  return (
    <Table caption={caption} sticky={sticky} density="dense" className="[&_td]:whitespace-nowrap">
      <TableHead>
        <TableRow>
          <TableHeader>Time ({zone})</TableHeader>
          {ofNumber ? null : <TableHeader className={WIDE}>From</TableHeader>}
          <TableHeader className={WIDE}>To</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader className={WIDER}>Cause</TableHeader>
          <TableHeader className={WIDER}>Carrier</TableHeader>
          <TableHeader className={WIDEST}>Failover</TableHeader>
          <TableHeader align="end" className={WIDE}>
            Talk
          </TableHeader>
          <TableHeader align="end" className={WIDE}>
            Cost
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {calls.map((call) => (
          <CallRow key={call.id} {...{ call, timeZone, ofNumber }} />
        ))}
      </TableBody>
    </Table>
  );
}

function CallRow({ call, timeZone, ofNumber }: { call: CallSummary; timeZone: string; ofNumber: boolean }) {
  return (
    <TableRow>
      <TableRowHeader className="py-1 font-normal">
        <Link href={callPath(call.uuid)} prefetch={false} className="link figures">
          <time dateTime={call.queuedAt.toISOString()} title={call.queuedAt.toISOString()}>
            {formatSecond(call.queuedAt, timeZone)}
          </time>
        </Link>
        <span className="grid gap-0.5 text-xs text-muted md:hidden">
          {ofNumber ? null : (
            <span>
              from <PhoneNumber display={call.fromDisplay} />
            </span>
          )}
          <span>
            to <PhoneNumber display={call.toDisplay} />
          </span>
        </span>
      </TableRowHeader>
      {ofNumber ? null : (
        <TableCell className={WIDE}>
          <PhoneNumber display={call.fromDisplay} />
        </TableCell>
      )}
      <TableCell className={WIDE}>
        <PhoneNumber display={call.toDisplay} />
      </TableCell>
      <TableCell className="max-md:align-top max-md:py-1.5">
        <StateBadge kind="call" state={call.state} />
        <span className="block text-xs text-muted md:hidden">
          <FailoverBadge call={call} />
        </span>
      </TableCell>
      <TableCell className={cn(WIDER, 'max-w-48 truncate')} title={call.hangupCause ?? undefined}>
        {call.hangupCause ?? <Nothing />}
      </TableCell>
      <TableCell className={cn(WIDER, 'max-w-36 truncate')}>{call.carrierName ?? <Nothing />}</TableCell>
      <TableCell className={WIDEST}>
        {call.failedOver || call.saved ? <FailoverBadge call={call} /> : <Nothing />}
      </TableCell>
      <TableCell align="end" className={WIDE}>
        {call.answeredAt && call.endedAt ? formatTalk(call.durationSeconds) : <Nothing />}
      </TableCell>
      <TableCell align="end" className={WIDE}>
        {call.amountMicros > 0n ? (
          <Money micros={call.amountMicros + call.taxMicros} currency={call.currency} />
        ) : (
          <Nothing />
        )}
      </TableCell>
    </TableRow>
  );
}

function Nothing() {
  return <span className="text-muted">–</span>;
}

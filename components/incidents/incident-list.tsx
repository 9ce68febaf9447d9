import { IncidentState } from '@/components/incidents/incident-state';
import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatInstant } from '@/lib/datetime';
import type { IncidentSummary } from '@/lib/network/types';

export interface ListedIncident extends IncidentSummary {
  /** "12.0 s"; null while it lasts. */
  duration: string | null;
  /** From the first evidence; null when none was written down. */
  detection: string | null;
}

export function IncidentList({ incidents, timeZone }: { incidents: readonly ListedIncident[]; timeZone: string }) {
  return (
    <Table caption="Incidents">
      <TableHead>
        <TableRow>
          <TableHeader pinned>Carrier and trunk</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader>Opened</TableHeader>
          <TableHeader align="end">Lasted</TableHeader>
          <TableHeader align="end">Detected after</TableHeader>
          <TableHeader>Why</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {incidents.map(({ id, carrier, trunk, closedAt, openedAt, duration, detection, reason, partOf }) => (
          <TableRow key={id}>
            <TableRowHeader pinned>
              <Link href={`/voice/incidents/${id}`} className="link">
                {carrier}
              </Link>
              <span className="block text-xs font-normal text-muted">{trunk}</span>
            </TableRowHeader>
            <TableCell>
              <IncidentState isOpen={closedAt === null} />
              {partOf ? (
                <Link href={`/voice/incidents/${partOf.id}`} className="link mt-0.5 block text-xs whitespace-nowrap">
                  Part of the one of {formatInstant(partOf.openedAt, timeZone)}
                </Link>
              ) : null}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <RelativeTime at={openedAt.toISOString()} exact={formatInstant(openedAt, timeZone)} />
            </TableCell>
            <TableCell align="end">{duration ?? 'Lasts'}</TableCell>
            <TableCell align="end">{detection ?? '–'}</TableCell>
            <TableCell className="min-w-64 py-2">{reason}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

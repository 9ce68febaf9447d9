import { TrunkDialog } from '@/components/operations/trunk-dialog';
import { FORMATS, HEADERS } from '@/components/operations/trunk-words';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { OperatedTrunk } from '@/lib/operations/types';

const orNone = (limit: number | null) => limit?.toLocaleString('en') ?? 'No limit';

/** A carrier's trunks with what their contract and its engineers say. */
export function TrunkRecords({ trunks }: { trunks: readonly OperatedTrunk[] }) {
  if (trunks.length === 0) return <p className="p-4 text-muted">It has no trunk: calls cannot leave by it.</p>;
  return (
    <Table caption="Trunks">
      <TableHead>
        <TableRow>
          <TableHeader pinned>Trunk</TableHeader>
          <TableHeader>In use</TableHeader>
          <TableHeader>Transport</TableHeader>
          <TableHeader>Authentication</TableHeader>
          <TableHeader>Caller ID</TableHeader>
          <TableHeader>Codecs</TableHeader>
          <TableHeader>Session timer</TableHeader>
          <TableHeader>OPTIONS</TableHeader>
          <TableHeader align="end">Channels</TableHeader>
          <TableHeader align="end">Calls a second</TableHeader>
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {trunks.map((trunk) => (
          <TableRow key={trunk.slug}>
            <TableRowHeader pinned>{trunk.slug}</TableRowHeader>
            <TableCell>
              <Badge tone={trunk.isEnabled ? 'ok' : 'neutral'}>{trunk.isEnabled ? 'In use' : 'Out of use'}</Badge>
            </TableCell>
            <TableCell>{trunk.transport.toUpperCase()}</TableCell>
            <TableCell className="whitespace-nowrap">
              {trunk.authentication === 'ip' ? 'IP address' : 'Registration'}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {HEADERS[trunk.callerIdHeader]}, {FORMATS[trunk.callerIdFormat]}
            </TableCell>
            <TableCell className="whitespace-nowrap">{trunk.codecs.join(', ')}</TableCell>
            <TableCell className="whitespace-nowrap">
              {trunk.sessionTimerSeconds === null ? 'None' : `${trunk.sessionTimerSeconds.toLocaleString('en')} s`}
            </TableCell>
            <TableCell>{trunk.answersOptions ? 'Answers' : 'Ignores'}</TableCell>
            <TableCell align="end">{orNone(trunk.maxChannels)}</TableCell>
            <TableCell align="end">{orNone(trunk.maxCps)}</TableCell>
            <TableCell>
              <TrunkDialog trunk={trunk} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

import { TrunkRow } from '@/components/carriers/trunk-row';
import { Card } from '@/components/ui/card';
import { Table, TableBody, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { formatInstant } from '@/lib/datetime';
import { trunksInUse } from '@/lib/network/format';
import type { CarrierSummary } from '@/lib/network/types';

interface CarriersTableProps {
  carriers: readonly CarrierSummary[];
  mayOperate: boolean;
  timeZone: string;
}

/** A row for each trunk in use. */
export function CarriersTable({ carriers, mayOperate, timeZone }: CarriersTableProps) {
  return (
    <Card
      id="carriers"
      flush
      footer={
        <p className="max-w-prose text-xs text-muted">
          Figures are of the last minute. ASR: answered of all calls that ended. NER: calls the network brought to the
          callee, answered or not, of all that ended. PDD: from our INVITE to the first ringing; half of the calls, and
          95 of 100, were faster. MOS: quality of our leg to the carrier’s border, 1 to 4.5.
        </p>
      }
    >
      <Table caption="Carriers and their trunks">
        <TableHead>
          <TableRow>
            <TableHeader pinned>Carrier and trunk</TableHeader>
            <TableHeader>State</TableHeader>
            <TableHeader>Last 10 minutes</TableHeader>
            <TableHeader align="end">ASR</TableHeader>
            <TableHeader align="end">NER</TableHeader>
            <TableHeader align="end">PDD p50 / p95</TableHeader>
            <TableHeader align="end">MOS</TableHeader>
            {mayOperate ? <TableHeader align="end">Calls in progress</TableHeader> : null}
            <TableHeader>Last change</TableHeader>
            {mayOperate ? (
              <TableHeader align="end">
                <span className="sr-only">Actions</span>
              </TableHeader>
            ) : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {trunksInUse(carriers).map(({ carrier, trunk }) => (
            <TrunkRow
              key={trunk.slug}
              {...{ carrier, trunk, mayOperate }}
              changedAt={trunk.changedAt && formatInstant(trunk.changedAt, timeZone)}
            />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

import { NumberLink } from '@/components/rentals/number-link';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { PhoneNumber } from '@/components/ui/phone-number';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatInstant } from '@/lib/datetime';
import type { WeakPair } from '@/lib/network/types';

/** Pairs that may not hold when they are needed. */
export function WeakPairsCard({ pairs, timeZone }: { pairs: readonly WeakPair[]; timeZone: string }) {
  if (pairs.length === 0) return null;
  return (
    <Card id="weak-pairs" title="Pairs that may not hold" flush>
      <Table caption="Pairs that may not hold">
        <TableHead>
          <TableRow>
            <TableHeader>Number</TableHeader>
            <TableHeader>Fallback</TableHeader>
            <TableHeader>Fallback carrier</TableHeader>
            <TableHeader>Why</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {pairs.map((pair) => (
            <TableRow key={pair.rentalId}>
              <TableRowHeader>
                <NumberLink number={pair.number} display={pair.display} />
              </TableRowHeader>
              <TableCell className="whitespace-nowrap">
                <PhoneNumber display={pair.fallbackDisplay} />
              </TableCell>
              <TableCell className="whitespace-nowrap">{pair.fallbackCarrier}</TableCell>
              <TableCell className="py-2">
                <span className="flex flex-wrap gap-1.5">
                  {pair.trouble ? <Badge tone="danger">Fallback carrier {pair.trouble}</Badge> : null}
                  <ProofBadge pair={pair} timeZone={timeZone} />
                </span>
                {pair.proofReason && pair.proof === 'failed' ? (
                  <span className="block text-xs text-muted">{pair.proofReason}</span>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function ProofBadge({ pair, timeZone }: { pair: WeakPair; timeZone: string }) {
  if (pair.proof === 'proven')
    return pair.provenAt ? <Badge tone="ok">Proven {formatInstant(pair.provenAt, timeZone)}</Badge> : null;
  if (pair.proof === 'failed') return <Badge tone="danger">The last proof call failed</Badge>;
  return <Badge tone="warn">Never proven by a call</Badge>;
}

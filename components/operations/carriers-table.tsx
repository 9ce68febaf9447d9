import { appHref } from '@/components/layout/app-href';
import { sandboxText } from '@/components/operations/sandbox-words';
import { Badge } from '@/components/ui/badge';
import { Link } from '@/components/ui/link';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatInstant } from '@/lib/datetime';
import type { OperatedCarrier } from '@/lib/operations/types';

const ANSWERS = { accept: 'Accepts', refuse: 'Refuses', timeout: 'Silent' } as const;

function Sandbox({ sandbox, timeZone }: Pick<OperatedCarrier, 'sandbox'> & { timeZone: string }) {
  if (!sandbox) return <span className="text-muted">–</span>;
  const until = sandbox.endsAt ? ` until ${formatInstant(sandbox.endsAt, timeZone)}` : '';
  return (
    <span title={sandboxText(sandbox)}>
      <Badge tone={sandbox.outcome === 'accept' ? 'neutral' : 'warn'}>{ANSWERS[sandbox.outcome]}</Badge>
      <span className="text-muted">{until}</span>
    </span>
  );
}

/** Carriers of the installation, each leading to its page. */
export function CarriersTable({ carriers, timeZone }: { carriers: readonly OperatedCarrier[]; timeZone: string }) {
  return (
    <Table caption="Carriers">
      <TableHead>
        <TableRow>
          <TableHeader pinned>Carrier</TableHeader>
          <TableHeader>Failure domains</TableHeader>
          <TableHeader>Countries</TableHeader>
          <TableHeader align="end">Trunks</TableHeader>
          <TableHeader align="end">Numbers rented</TableHeader>
          <TableHeader>Orders</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {carriers.map((carrier) => (
          <TableRow key={carrier.slug}>
            <TableRowHeader pinned>
              <Link href={appHref(`/operations/carriers/${carrier.slug}`)} className="link">
                {carrier.name}
              </Link>
            </TableRowHeader>
            <TableCell className="min-w-56 font-mono text-xs">{carrier.failureDomains.join(', ')}</TableCell>
            <TableCell>{carrier.countries.join(', ')}</TableCell>
            <TableCell align="end">{carrier.trunks}</TableCell>
            <TableCell align="end">{carrier.rented.toLocaleString('en')}</TableCell>
            <TableCell className="whitespace-nowrap">
              <Sandbox sandbox={carrier.sandbox} timeZone={timeZone} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

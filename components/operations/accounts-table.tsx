import { appHref } from '@/components/layout/app-href';
import { Badge } from '@/components/ui/badge';
import { Link } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { AccountSummary } from '@/lib/operations/types';

/** Accounts of the installation, each leading to its page. */
export function AccountsTable({ rows }: { rows: readonly AccountSummary[] }) {
  return (
    <Table caption="Accounts">
      <TableHead>
        <TableRow>
          <TableHeader pinned>Account</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader align="end">Balance</TableHeader>
          <TableHeader align="end">Held</TableHeader>
          <TableHeader align="end">Numbers</TableHeader>
          <TableHeader align="end">Pairs</TableHeader>
          <TableHeader align="end">Calls a second</TableHeader>
          <TableHeader align="end">Calls in progress</TableHeader>
          <TableHeader>Auth ID</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((account) => (
          <TableRow key={account.id}>
            <TableRowHeader pinned>
              <Link href={appHref(`/operations/accounts/${account.id}`)} className="link">
                {account.name}
              </Link>
            </TableRowHeader>
            <TableCell className="whitespace-nowrap">
              <AccountState account={account} />
            </TableCell>
            <TableCell align="end">
              <Money micros={account.balanceMicros} currency={account.currency} />
            </TableCell>
            <TableCell align="end">
              <Money micros={account.heldMicros} currency={account.currency} />
            </TableCell>
            <TableCell align="end">{account.numbers}</TableCell>
            <TableCell align="end">{account.pairs}</TableCell>
            <TableCell align="end">{account.callsPerSecond}</TableCell>
            <TableCell align="end">{account.concurrentCalls}</TableCell>
            <TableCell className="font-mono text-xs">{account.authId}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

export function AccountState({ account }: { account: Pick<AccountSummary, 'pastDue' | 'isDemo'> }) {
  if (account.pastDue > 0) return <Badge tone="warn">{account.pastDue} past due</Badge>;
  return account.isDemo ? <Badge>Demo</Badge> : <Badge tone="ok">In good order</Badge>;
}

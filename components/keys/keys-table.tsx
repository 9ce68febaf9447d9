import { KeyRound } from 'lucide-react';
import { RevokeKey } from '@/components/keys/revoke-key';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatInstant } from '@/lib/datetime';
import type { ApiKeySummary } from '@/lib/keys/types';

const WIDE = 'hidden md:table-cell';
const WIDER = 'hidden xl:table-cell';

interface KeysTableProps {
  keys: readonly ApiKeySummary[];
  timeZone: string;
}

const STATES = {
  active: { tone: 'ok', word: 'Active' },
  expired: { tone: 'warn', word: 'Has run out' },
  revoked: { tone: 'neutral', word: 'Revoked' },
} as const;

export function KeysTable({ keys, timeZone }: KeysTableProps) {
  if (keys.length === 0)
    return (
      <EmptyState icon={<KeyRound />} title="No API keys">
        A key lets a program do a part of what the Auth Token may, and can be revoked on its own.
      </EmptyState>
    );
  const moment = (at: Date | null, none: string) =>
    at ? (
      <RelativeTime at={at.toISOString()} exact={formatInstant(at, timeZone)} />
    ) : (
      <span className="text-muted">{none}</span>
    );
  return (
    <Table caption="API keys">
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader className={WIDE}>May</TableHeader>
          <TableHeader className={WIDE}>Last used</TableHeader>
          <TableHeader className={WIDER}>Ends</TableHeader>
          <TableHeader className={WIDER}>Made by</TableHeader>
          <TableHeader align="end">
            <span className="sr-only">Actions</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.id}>
            <TableRowHeader className="py-2 font-normal whitespace-normal">
              <span className="font-medium break-words">{key.name}</span>
              <code className="block font-mono text-xs text-muted">{key.prefix}…</code>
            </TableRowHeader>
            <TableCell>
              <Badge tone={STATES[key.state].tone}>{STATES[key.state].word}</Badge>
            </TableCell>
            <TableCell className={WIDE}>
              <span className="flex flex-wrap gap-1 py-1.5">
                {key.scopes.map((scope) => (
                  <Badge key={scope}>{scope}</Badge>
                ))}
              </span>
            </TableCell>
            <TableCell className={WIDE}>{moment(key.lastUsedAt, 'Never')}</TableCell>
            <TableCell className={WIDER}>
              {key.expiresAt ? formatInstant(key.expiresAt, timeZone) : <span className="text-muted">No end</span>}
            </TableCell>
            <TableCell className={WIDER}>{key.createdBy}</TableCell>
            <TableCell align="end">
              {key.state === 'active' ? <RevokeKey keyId={key.id} name={key.name} /> : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

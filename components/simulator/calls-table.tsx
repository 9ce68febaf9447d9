import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { clockText, delayText } from '@/lib/rehearsals/format';
import type { PolicyResult } from '@/lib/rehearsals/types';

const MOST = 60;

/** Some calls whole, those that something happened to first: every attempt with the number shown and how it ended. */
export function CallsTable({ policy, lastsMs }: { policy: PolicyResult; lastsMs: number }) {
  const eventful = policy.calls.filter(({ attempts, outcome }) => attempts.length > 1 || outcome === 'saved');
  const calls = (eventful.length > 0 ? eventful : policy.calls).slice(0, MOST);
  return (
    <Table caption="Some calls" density="dense">
      <TableHead>
        <TableRow>
          <TableHeader>At</TableHeader>
          <TableHeader>From</TableHeader>
          <TableHeader>To</TableHeader>
          <TableHeader>Outcome</TableHeader>
          <TableHeader>Attempts</TableHeader>
          <TableHeader align="end">To ringing</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {calls.map(({ at, caller, callee, outcome, attempts, postDialDelayMs }) => (
          <TableRow key={`${at}-${caller}-${callee}`}>
            <TableRowHeader>{clockText(at, { lastsMs, precise: true })}</TableRowHeader>
            <TableCell className="figures">{caller}</TableCell>
            <TableCell className="figures">{callee}</TableCell>
            <TableCell>{outcome.replaceAll('-', ' ')}</TableCell>
            <TableCell className="figures">
              {attempts.map(({ trunkId, presents, end }) => `${trunkId} as ${presents}: ${end}`).join('; ')}
            </TableCell>
            <TableCell align="end">{postDialDelayMs === null ? '–' : delayText(postDialDelayMs)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

import { ShieldCheck } from 'lucide-react';
import { MemberActions } from '@/components/team/member-actions';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { ROLE_WORDS } from '@/lib/auth/format';
import { formatInstant } from '@/lib/datetime';
import type { Member } from '@/lib/team/types';

const WIDE = 'hidden md:table-cell';

interface MembersTableProps {
  members: readonly Member[];
  timeZone: string;
  mayManage: boolean;
}

export function MembersTable({ members, timeZone, mayManage }: MembersTableProps) {
  return (
    <Table caption="Members">
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader>Role</TableHeader>
          <TableHeader className={WIDE}>Two-factor</TableHeader>
          <TableHeader className={WIDE}>Last sign-in</TableHeader>
          <TableHeader align="end">
            <span className="sr-only">Actions</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {members.map((member) => (
          <TableRow key={member.userId}>
            <TableRowHeader className="py-2 font-normal whitespace-normal">
              <span className="font-medium break-words">{member.name}</span>
              {member.isSelf ? <span className="text-muted"> (you)</span> : null}
              <span className="block text-sm break-all text-muted">{member.email}</span>
            </TableRowHeader>
            <TableCell>{ROLE_WORDS[member.role].name}</TableCell>
            <TableCell className={WIDE}>
              {member.hasTwoFactor ? (
                <Badge tone="ok" icon={<ShieldCheck aria-hidden />}>
                  On
                </Badge>
              ) : (
                <span className="text-muted">Off</span>
              )}
            </TableCell>
            <TableCell className={WIDE}>
              {member.lastSignInAt ? (
                <RelativeTime
                  at={member.lastSignInAt.toISOString()}
                  exact={formatInstant(member.lastSignInAt, timeZone)}
                />
              ) : (
                <span className="text-muted">Never</span>
              )}
            </TableCell>
            <TableCell align="end">
              <MemberActions
                userId={member.userId}
                name={member.name}
                role={member.role}
                isSelf={member.isSelf}
                mayManage={mayManage}
              />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

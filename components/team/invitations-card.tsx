import { InvitationActions } from '@/components/team/invitation-actions';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { ROLE_WORDS } from '@/lib/auth/format';
import { formatInstant } from '@/lib/datetime';
import type { PendingInvitation } from '@/lib/team/types';

interface InvitationsCardProps {
  invitations: readonly PendingInvitation[];
  timeZone: string;
}

/** Who was invited and has not come yet. */
export function InvitationsCard({ invitations, timeZone }: InvitationsCardProps) {
  if (invitations.length === 0) return null;
  return (
    <Card id="invitations" flush title="Invitations" description="Links that nobody has used yet.">
      <ul aria-label="Invitations" className="divide-y divide-line">
        {invitations.map(({ id, email, role, invitedBy, expiresAt, isExpired }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium break-all">{email}</p>
              <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
                {isExpired ? <Badge tone="warn">Has run out</Badge> : null}
                {ROLE_WORDS[role].name}, invited by {invitedBy}, {isExpired ? 'ran out' : 'works until'}{' '}
                {formatInstant(expiresAt, timeZone)}
              </p>
            </div>
            <InvitationActions invitationId={id} email={email} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

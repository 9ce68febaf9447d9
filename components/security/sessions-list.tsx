'use client';

import { MonitorSmartphone } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import { endOtherSessionsAction, endSessionAction } from '@/lib/auth/actions';

export interface ShownSession {
  id: string;
  device: string;
  address: string;
  accountName: string;
  created: string;
  lastSeenAt: string;
  lastSeen: string;
  isCurrent: boolean;
}

async function endOthers() {
  const { serverError } = await endOtherSessionsAction();
  return serverError && { error: serverError.message };
}

/** Where the person is signed in, each to be ended on its own. */
export function SessionsList({ sessions }: { sessions: readonly ShownSession[] }) {
  return (
    <Card
      id="sessions"
      flush
      title="Sessions"
      description="Browsers you are signed in with. A session ends two weeks after its sign-in at the latest."
      actions={
        sessions.length > 1 ? (
          <ConfirmDialog
            trigger={{ children: 'Sign out all others', size: 'sm' }}
            title="Sign out all other browsers?"
            description="They are signed out at once; this one stays signed in."
            confirmLabel="Sign out all others"
            onConfirm={endOthers}
          />
        ) : null
      }
    >
      <ul aria-label="Sessions" className="divide-y divide-line">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Card>
  );
}

function SessionRow({ session }: { session: ShownSession }) {
  const { id, device, address, accountName, created, lastSeenAt, lastSeen, isCurrent } = session;
  const end = async () => {
    const { serverError } = await endSessionAction({ sessionId: id });
    return serverError && { error: serverError.message };
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="flex min-w-0 flex-1 basis-64 gap-3">
        <MonitorSmartphone aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 font-medium">
            {device}
            {isCurrent ? <Badge tone="ok">This browser</Badge> : null}
          </p>
          <p className="text-sm text-muted">
            <span className="figures break-all">{address}</span>, in {accountName}. Signed in{' '}
            <span className="figures">{created}</span>, last seen <RelativeTime at={lastSeenAt} exact={lastSeen} />.
          </p>
        </div>
      </div>
      {isCurrent ? null : (
        <ConfirmDialog
          trigger={{ children: 'Sign out', size: 'sm', 'aria-label': `Sign out ${device} at ${address}` }}
          title={`Sign out ${device}?`}
          description={`The browser at ${address} is signed out at once.`}
          confirmLabel="Sign out"
          onConfirm={end}
        />
      )}
    </li>
  );
}

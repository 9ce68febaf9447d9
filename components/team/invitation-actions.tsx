'use client';

import { useState, useTransition } from 'react';
import { NewLink } from '@/components/team/invite-dialog';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { renewInvitationAction, revokeInvitationAction } from '@/lib/team/actions';

const UNREACHABLE = 'The server could not be reached. Check the connection and try again.';

export function InvitationActions({ invitationId, email }: { invitationId: string; email: string }) {
  const [url, setUrl] = useState<string>();
  const [error, setError] = useState<string>();
  const [isPending, start] = useTransition();
  const renew = async () => {
    const outcome = await renewInvitationAction({ invitationId }).catch(() => null);
    setError(outcome === null ? UNREACHABLE : outcome.serverError?.message);
    setUrl(outcome?.data?.url);
  };
  const revoke = async () => {
    const { serverError } = await revokeInvitationAction({ invitationId });
    return serverError && { error: serverError.message };
  };
  return (
    <div className="grid gap-1">
      <span className="flex flex-wrap gap-2">
        <Button size="sm" pending={isPending} aria-label={`New link for ${email}`} onClick={() => start(renew)}>
          New link
        </Button>
        <ConfirmDialog
          trigger={{ children: 'Revoke', size: 'sm', 'aria-label': `Revoke the invitation of ${email}` }}
          title={`Revoke the invitation of ${email}?`}
          description="The link stops working at once."
          confirmLabel="Revoke invitation"
          onConfirm={revoke}
        />
      </span>
      {error ? <FieldError>{error}</FieldError> : null}
      <Dialog
        open={url !== undefined}
        onOpenChange={(open) => !open && setUrl(undefined)}
        title="Invitation link"
        description={`Send it to ${email}. It works once, for seven days, and is shown only now; the old link does not work any more.`}
      >
        {url === undefined ? null : <NewLink link={{ url, email }} onDone={() => setUrl(undefined)} />}
      </Dialog>
    </div>
  );
}

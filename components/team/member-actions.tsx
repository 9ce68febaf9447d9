'use client';

import { useState } from 'react';
import { RoleSelect } from '@/components/team/role-select';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { changeRoleAction, removeMemberAction } from '@/lib/team/actions';
import { grantedRoleOf } from '@/lib/team/format';
import type { Member } from '@/lib/team/types';

interface MemberActionsProps {
  userId: string;
  name: string;
  role: Member['role'];
  isSelf: boolean;
  mayManage: boolean;
}

/** What can be done about a member; of the owner nothing, of oneself only to leave. */
export function MemberActions({ userId, name, role, isSelf, mayManage }: MemberActionsProps) {
  if (role === 'owner' || !(isSelf || mayManage)) return null;
  const remove = async () => {
    const { serverError } = await removeMemberAction({ userId });
    if (!serverError && isSelf) window.location.assign('/login');
    return serverError && { error: serverError.message };
  };
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      {isSelf ? null : <ChangeRole {...{ userId, name, role }} />}
      <ConfirmDialog
        trigger={{
          children: isSelf ? 'Leave' : 'Remove',
          size: 'sm',
          'aria-label': isSelf ? 'Leave this account' : `Remove ${name}`,
        }}
        title={isSelf ? 'Leave this account?' : `Remove ${name}?`}
        description={
          isSelf
            ? 'You are signed out of it at once. To come back you need another invitation.'
            : 'They are signed out of this account at once, and links they sent stop working. API keys they made stay.'
        }
        confirmLabel={isSelf ? 'Leave account' : 'Remove member'}
        onConfirm={remove}
      />
    </span>
  );
}

function ChangeRole({ userId, name, role }: Pick<MemberActionsProps, 'userId' | 'name' | 'role'>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-haspopup="dialog" aria-label={`Change role of ${name}`} onClick={() => setOpen(true)}>
        Change role
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={`Role of ${name}`}
        description="It counts from their next request on."
      >
        <RoleForm {...{ userId, role }} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function RoleForm({ userId, role, onDone }: { userId: string; role: Member['role']; onDone: () => void }) {
  const form = useFormAction(
    (values) => changeRoleAction({ userId, role: grantedRoleOf(textOf(values, 'role')) ?? 'support' }),
    { onDone },
  );
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <RoleSelect defaultValue={grantedRoleOf(role) ?? 'support'} error={form.errorOf('role')} />
      <SubmitButton className="sm:justify-self-end">Change role</SubmitButton>
    </form>
  );
}

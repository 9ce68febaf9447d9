'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { SecretOnce } from '@/components/settings/secret-once';
import { RoleSelect } from '@/components/team/role-select';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { inviteMemberAction } from '@/lib/team/actions';
import { grantedRoleOf } from '@/lib/team/format';

interface ShownLink {
  url: string;
  email: string;
  /** Whether it also goes out by e-mail. */
  isMailed?: boolean;
}

export function InviteDialog() {
  const [isOpen, setOpen] = useState(false);
  const [link, setLink] = useState<ShownLink>();
  const show = (open: boolean) => {
    setOpen(open);
    if (!open) setLink(undefined);
  };
  return (
    <>
      <Button variant="primary" aria-haspopup="dialog" onClick={() => show(true)}>
        <UserPlus aria-hidden />
        Invite
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={show}
        title={link ? 'Invitation link' : 'Invite somebody'}
        description={
          link
            ? `${link.isMailed ? `It is on its way to ${link.email} by e-mail.` : `Send it to ${link.email}.`} It works once, for seven days, and is shown only now.`
            : 'You get a link to send. Whoever opens it becomes a member with this e-mail address.'
        }
      >
        {link ? <NewLink link={link} onDone={() => show(false)} /> : <InviteForm onDone={setLink} />}
      </Dialog>
    </>
  );
}

export function NewLink({ link, onDone }: { link: ShownLink; onDone: () => void }) {
  return (
    <div className="grid gap-4">
      <SecretOnce label="invitation link" value={link.url} />
      <Button variant="primary" className="sm:justify-self-end" onClick={onDone}>
        Done
      </Button>
    </div>
  );
}

function InviteForm({ onDone }: { onDone: (link: ShownLink) => void }) {
  const form = useFormAction(
    (values) =>
      inviteMemberAction({ email: textOf(values, 'email'), role: grantedRoleOf(textOf(values, 'role')) ?? 'support' }),
    { onDone: (link) => link && onDone(link) },
  );
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <Field label="E-mail" error={form.errorOf('email')}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="off" required autoFocus />}
      </Field>
      <RoleSelect defaultValue="developer" error={form.errorOf('role')} />
      <SubmitButton className="sm:justify-self-end">Make link</SubmitButton>
    </form>
  );
}

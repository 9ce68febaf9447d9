'use client';

import { Ellipsis, Link2, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Menu, MenuItem } from '@/components/ui/menu';
import { notify } from '@/components/ui/notify';
import { useRefusal } from '@/components/ui/use-refusal';
import { removeRunAction, renameRunAction } from '@/lib/rehearsals/actions';
import { NAME_MAX } from '@/lib/rehearsals/format';

interface RunActionsProps {
  runId: string;
  name: string;
  mayChange: boolean;
}

/** What can be done with a kept run besides looking at it. */
export function RunActions({ runId, name, mayChange }: RunActionsProps) {
  const [asking, setAsking] = useState<'rename' | 'remove' | null>(null);
  return (
    <>
      <Button onClick={() => void share()}>
        <Link2 aria-hidden />
        Copy link
      </Button>
      {mayChange ? (
        <Menu label="More" trigger={<Ellipsis aria-hidden />} variant="secondary" size="icon">
          <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setAsking('rename')}>
            Rename
          </MenuItem>
          <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={() => setAsking('remove')}>
            Remove
          </MenuItem>
        </Menu>
      ) : null}
      <RenameDialog runId={runId} name={name} open={asking === 'rename'} onClose={() => setAsking(null)} />
      <RemoveDialog runId={runId} name={name} open={asking === 'remove'} onClose={() => setAsking(null)} />
    </>
  );
}

/** The address holds what is shown: policies, moment, view. */
async function share(): Promise<void> {
  const written = navigator.clipboard
    ? navigator.clipboard.writeText(window.location.href)
    : Promise.reject(new Error('no clipboard'));
  await written.then(
    () => notify('Link copied', { description: 'Everybody of this account can open it.' }),
    () => notify('The browser did not allow copying', { description: window.location.href, tone: 'error' }),
  );
}

interface AskProps {
  runId: string;
  name: string;
  open: boolean;
  onClose: () => void;
}

function RenameDialog({ runId, name, open, onClose }: AskProps) {
  const [text, setText] = useState(name);
  const { pending, refusal, act } = useRefusal(async () => {
    const outcome = await renameRunAction({ runId, name: text });
    if (!outcome.serverError) {
      onClose();
      notify('Renamed');
    }
    return outcome;
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title="Rename the simulation"
      size="sm"
      footer={
        <Button variant="primary" pending={pending} onClick={() => act(undefined)}>
          Save
        </Button>
      }
    >
      <Field label="Name" error={refusal}>
        {(control) => (
          <Input {...control} value={text} maxLength={NAME_MAX} onChange={({ target }) => setText(target.value)} />
        )}
      </Field>
    </Dialog>
  );
}

function RemoveDialog({ runId, name, open, onClose }: AskProps) {
  const { pending, refusal, act } = useRefusal(removeRunAction);
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      role="alertdialog"
      size="sm"
      title="Remove the simulation"
      description={`“${name}” and its result are deleted for everybody of the account. Links to it end.`}
      footer={
        <>
          <Button disabled={pending} onClick={onClose}>
            Keep it
          </Button>
          <Button variant="danger" pending={pending} onClick={() => act({ runId })}>
            Remove
          </Button>
        </>
      }
    >
      {refusal ? (
        <Alert tone="danger" live>
          {refusal}
        </Alert>
      ) : null}
    </Dialog>
  );
}

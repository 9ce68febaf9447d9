'use client';

import { Bookmark, Save, Trash2 } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { appHref } from '@/components/layout/app-href';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu';
import { notify } from '@/components/ui/notify';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { useRefusal } from '@/components/ui/use-refusal';
import { removeViewAction, saveViewAction } from '@/lib/rentals/actions';
import type { SavedViewSummary } from '@/lib/rentals/types';

/** Search and filters kept under a name: opened, saved, removed. */
export function ViewsMenu({ views }: { views: readonly SavedViewSummary[] }) {
  const [open, setOpen] = useState<'save' | 'remove'>();
  const own = views.filter(({ isOwn }) => isOwn);
  return (
    <>
      <Menu
        variant="secondary"
        trigger={
          <>
            <Bookmark aria-hidden />
            Saved views
          </>
        }
      >
        {views.map(({ id, name, query, isShared }) => (
          <MenuLink key={id} href={appHref('/phone-numbers/active', new URLSearchParams(query))}>
            {name}
            {isShared ? <span className="text-muted"> · shared</span> : null}
          </MenuLink>
        ))}
        {views.length > 0 ? <MenuSeparator /> : null}
        <MenuItem icon={<Save aria-hidden />} onSelect={() => setOpen('save')}>
          Save this view
        </MenuItem>
        {own.length > 0 ? (
          <MenuItem icon={<Trash2 aria-hidden />} onSelect={() => setOpen('remove')}>
            Remove a view
          </MenuItem>
        ) : null}
      </Menu>
      <Dialog
        open={open === 'save'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'save' : undefined)}
        title="Save this view"
        description="Search, filters, columns and order as they are now."
      >
        <SaveForm onDone={() => setOpen(undefined)} />
      </Dialog>
      <Dialog
        open={open === 'remove'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'remove' : undefined)}
        title="Remove a view"
        description="Your own views; a shared one is removed for everybody."
      >
        <RemoveList views={own} />
      </Dialog>
    </>
  );
}

function SaveForm({ onDone }: { onDone: () => void }) {
  const params = useSearchParams();
  const form = useFormAction(
    (values) => {
      const query = new URLSearchParams(params);
      query.delete('page');
      return saveViewAction({
        name: textOf(values, 'name'),
        query: query.size > 0 ? `?${query}` : '',
        isShared: values.get('isShared') === 'on',
      });
    },
    {
      onDone: () => {
        onDone();
        void notify('View saved');
      },
    },
  );
  return (
    <form {...form.props} className="grid gap-4">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <Field label="Name" error={form.errorOf('name')} hint="The same name again replaces the view.">
        {(control) => <Input {...control} name="name" maxLength={60} autoComplete="off" />}
      </Field>
      <Checkbox name="isShared" label="Share with everybody of this account" />
      <SubmitButton className="justify-self-end">Save view</SubmitButton>
    </form>
  );
}

function RemoveList({ views }: { views: readonly SavedViewSummary[] }) {
  const { pending, refusal, act } = useRefusal(removeViewAction);
  return (
    <div className="grid gap-3">
      {refusal ? (
        <Alert tone="danger" live>
          {refusal}
        </Alert>
      ) : null}
      <ul className="divide-y divide-line border-y border-line">
        {views.map(({ id, name }) => (
          <li key={id} className="flex items-center justify-between gap-4 py-1.5">
            <span className="min-w-0 break-words">{name}</span>
            <Button size="sm" pending={pending} aria-label={`Remove ${name}`} onClick={() => act({ viewId: id })}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

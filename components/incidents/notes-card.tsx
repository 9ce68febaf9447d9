'use client';

import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { addIncidentNoteAction } from '@/lib/network/actions';
import type { IncidentNote } from '@/lib/network/types';

interface NotesCardProps {
  incidentId: string;
  notes: readonly (IncidentNote & { atText: string })[];
  mayWrite: boolean;
}

/** What people found out or did; notes stay as they were written. */
export function NotesCard({ incidentId, notes, mayWrite }: NotesCardProps) {
  if (notes.length === 0 && !mayWrite) return null;
  return (
    <Card id="notes" title="Notes">
      <div className="grid gap-4">
        {notes.length === 0 ? <p className="text-sm text-muted">None yet.</p> : null}
        <ul className="grid gap-3">
          {notes.map(({ id, text, by, atText }) => (
            <li key={id}>
              <p className="whitespace-pre-line">{text}</p>
              <p className="figures text-xs text-muted">
                {by}, {atText}
              </p>
            </li>
          ))}
        </ul>
        {mayWrite ? <NoteForm incidentId={incidentId} /> : null}
      </div>
    </Card>
  );
}

function NoteForm({ incidentId }: { incidentId: string }) {
  const form = useFormAction((values) => addIncidentNoteAction({ incidentId, text: textOf(values, 'text') }), {
    clearWhenDone: true,
  });
  return (
    <form {...form.props} className="grid gap-2">
      <Field label="Add a note" error={form.errorOf('text')}>
        {(control) => <Input {...control} name="text" autoComplete="off" required />}
      </Field>
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <div>
        <SubmitButton variant="secondary">Add note</SubmitButton>
      </div>
    </form>
  );
}

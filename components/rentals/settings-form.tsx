'use client';

import { useState } from 'react';
import { Phone } from '@/components/rentals/phone';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field, type FieldControl } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { updateNumberAction } from '@/lib/rentals/actions';
import { NOTES_MAX } from '@/lib/rentals/format';

interface SettingsFormProps {
  rentalId: string;
  alias: string | null;
  tags: readonly string[];
  notes: string | null;
  applicationId: string | null;
  applications: readonly { id: string; name: string }[];
  /** The primary this number is the fallback of. */
  primary: { display: string; applicationName: string | null } | null;
  followsPrimary: boolean;
  /** Its fallback takes over the application chosen here. */
  hasFollower: boolean;
  mayChange: boolean;
}

/** Alias and application of a number; a fallback may take its application from its primary. */
export function SettingsForm(props: SettingsFormProps) {
  const { rentalId, alias, primary, mayChange } = props;
  const [follows, setFollows] = useState(primary !== null && props.followsPrimary);
  const send = (values: FormData) =>
    updateNumberAction({
      rentalId,
      alias: textOf(values, 'alias'),
      tags: textOf(values, 'tags'),
      notes: textOf(values, 'notes'),
      // A disabled list is not sent: the verb takes the primary's application then.
      applicationId: follows ? props.applicationId : textOf(values, 'applicationId'),
      ...(primary && { followsPrimary: follows }),
    });
  const form = useFormAction(send, { onDone: () => notify('Settings saved') });
  return (
    <form {...form.props}>
      <Card
        id="settings"
        title="Settings"
        footer={
          mayChange ? (
            <SubmitButton className="ml-auto">Save</SubmitButton>
          ) : (
            'Your role may not change settings. Ask an owner, admin or developer.'
          )
        }
      >
        <div className="grid gap-4">
          {form.error ? (
            <Alert tone="danger" live>
              {form.error}
            </Alert>
          ) : null}
          <Field label="Alias" optional error={form.errorOf('alias')}>
            {(control) => (
              <Input {...control} name="alias" defaultValue={alias ?? ''} maxLength={80} disabled={!mayChange} />
            )}
          </Field>
          <Field
            label="Application"
            hint={`Handles calls to this number${props.hasFollower ? ' and to its fallback' : ''}.`}
            error={form.errorOf('applicationId')}
          >
            {(control) => <ApplicationSelect control={control} choice={props} follows={follows} />}
          </Field>
          {primary ? (
            <Checkbox
              name="followsPrimary"
              label="Follow the primary's application"
              checked={follows}
              disabled={!mayChange}
              onChange={(event) => setFollows(event.target.checked)}
              hint={
                <>
                  People who call this number back reach the same place as on <Phone display={primary.display} />:{' '}
                  {primary.applicationName ?? 'no application'}.
                </>
              }
            />
          ) : null}
          <TagsAndNotes {...props} errorOf={form.errorOf} />
        </div>
      </Card>
    </form>
  );
}

type TagsAndNotesProps = Pick<SettingsFormProps, 'tags' | 'notes' | 'mayChange'> & {
  errorOf: (field: string) => string | undefined;
};

function TagsAndNotes({ tags, notes, mayChange, errorOf }: TagsAndNotesProps) {
  return (
    <>
      <Field label="Tags" optional hint="With blanks between them, for instance sales north." error={errorOf('tags')}>
        {(control) => (
          <Input {...control} name="tags" defaultValue={tags.join(' ')} disabled={!mayChange} autoComplete="off" />
        )}
      </Field>
      <Field label="Notes" optional error={errorOf('notes')}>
        {(control) => (
          <textarea
            {...control}
            name="notes"
            rows={3}
            maxLength={NOTES_MAX}
            defaultValue={notes ?? ''}
            disabled={!mayChange}
            className="control h-auto py-1.5"
          />
        )}
      </Field>
    </>
  );
}

interface ApplicationSelectProps {
  control: FieldControl;
  choice: SettingsFormProps;
  follows: boolean;
}

/** While it follows, the list shows the primary's application and cannot be changed. */
function ApplicationSelect({ control, choice, follows }: ApplicationSelectProps) {
  const { applications, applicationId, primary, mayChange } = choice;
  if (follows) {
    return (
      <Select {...control} disabled>
        <option>{primary?.applicationName ?? 'None'}</option>
      </Select>
    );
  }
  return (
    <Select {...control} name="applicationId" defaultValue={applicationId ?? ''} disabled={!mayChange}>
      <option value="">None</option>
      {applications.map((application) => (
        <option key={application.id} value={application.id}>
          {application.name}
        </option>
      ))}
    </Select>
  );
}

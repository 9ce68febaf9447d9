'use client';

import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { notify } from '@/components/ui/notify';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormAction } from '@/components/ui/use-form-action';
import { updateMailChoicesAction } from '@/lib/alerts/actions';
import { ALERT_KIND_WORDS } from '@/lib/alerts/format';
import type { RuledKind } from '@/lib/alerts/types';

interface MailCardProps {
  email: string;
  /** The kinds open to this person. */
  kinds: readonly RuledKind[];
  chosen: readonly RuledKind[];
}

/** Which alerts this person gets by e-mail; the account's rules are apart from it. */
export function MailCard({ email, kinds, chosen }: MailCardProps) {
  const form = useFormAction((values) => updateMailChoicesAction({ kinds: kinds.filter((kind) => values.has(kind)) }), {
    onDone: () => notify('E-mail choices saved'),
  });
  return (
    <form {...form.props}>
      <Card
        id="mail"
        title="E-mail to you"
        description={`To ${email}, for this account; other members choose for themselves.`}
        footer={<SubmitButton className="ml-auto">Save</SubmitButton>}
      >
        {form.error ? (
          <Alert tone="danger" live className="mb-4">
            {form.error}
          </Alert>
        ) : null}
        <fieldset className="grid gap-2 sm:grid-cols-2">
          <legend className="sr-only">Alerts by e-mail</legend>
          {kinds.map((kind) => (
            <Checkbox key={kind} name={kind} defaultChecked={chosen.includes(kind)} label={ALERT_KIND_WORDS[kind]} />
          ))}
        </fieldset>
      </Card>
    </form>
  );
}

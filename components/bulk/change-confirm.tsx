'use client';

import { Alert } from '@/components/ui/alert';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormAction } from '@/components/ui/use-form-action';
import { startEditAction } from '@/lib/bulk/actions';
import { numbersText, releaseWords } from '@/lib/bulk/format';

type Asked = Parameters<typeof startEditAction>[0];

interface ChangeConfirmProps {
  /** What was previewed, with its count and its key. */
  asked: Asked;
  alsoEnding: number;
}

/** Starts what was previewed; a release asks for a word first. */
export function ChangeConfirm({ asked, alsoEnding }: ChangeConfirmProps) {
  const form = useFormAction(() => startEditAction(asked));
  const { expected } = asked;
  if (asked.change.kind === 'release') return <ReleaseConfirm asked={asked} alsoEnding={alsoEnding} />;
  return (
    <form {...form.props} className="grid justify-items-start gap-3">
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <SubmitButton>Change {numbersText(expected)}</SubmitButton>
    </form>
  );
}

function ReleaseConfirm({ asked, alsoEnding }: ChangeConfirmProps) {
  const { expected } = asked;
  const typed = releaseWords(expected);
  return (
    <div>
      <ConfirmDialog
        trigger={{ children: `Release ${numbersText(expected)} …`, variant: 'danger' }}
        title={`Release ${numbersText(expected)}`}
        description="Calls to and from what is released stop at once."
        confirmLabel={`Release ${numbersText(expected)}`}
        typed={typed}
        onConfirm={async () => {
          const outcome = await startEditAction({ ...asked, typed });
          return outcome?.serverError ? { error: outcome.serverError.message } : undefined;
        }}
      >
        <p className="text-sm">
          {alsoEnding > 0 ? `${numbersText(alsoEnding)} more end with them: their fallbacks. ` : ''}
          There is no refund; for 5 days they can be bought back.
        </p>
      </ConfirmDialog>
    </div>
  );
}

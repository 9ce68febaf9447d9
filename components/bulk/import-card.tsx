'use client';

import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormAction } from '@/components/ui/use-form-action';
import { startImportAction } from '@/lib/bulk/actions';
import { numbersText } from '@/lib/bulk/format';

/** The step from a file that was looked at to its import. */
export function ImportCard({ jobId, count }: { jobId: string; count: number }) {
  const form = useFormAction(() => startImportAction({ jobId }));
  return (
    <Card id="import" title="Nothing is imported yet">
      <form {...form.props} className="grid justify-items-start gap-3">
        <p className="max-w-prose text-sm text-muted">
          This was a dry run. The numbers become active numbers of this account at once, without a charge: their rent is
          a matter of the account’s own contract with the carrier. Calls, and fallback numbers rented for them, are
          billed as for any other number.
        </p>
        {form.error ? (
          <Alert tone="danger" live>
            {form.error}
          </Alert>
        ) : null}
        {count > 0 ? (
          <SubmitButton>Import {numbersText(count)}</SubmitButton>
        ) : (
          <Alert tone="warn">No row can be imported. Put the rejected rows right and upload them again.</Alert>
        )}
      </form>
    </Card>
  );
}

'use client';

import { useState } from 'react';
import { ReasonInput } from '@/components/operations/reason-input';
import { Button } from '@/components/ui/button';
import { FormDialog } from '@/components/ui/form-dialog';
import { textOf } from '@/components/ui/use-form-action';
import { cancelWorkflowAction, retryWorkflowAction } from '@/lib/operations/actions';

interface WorkflowButtonsProps {
  workflowId: string;
  /** What it does to which number, for the buttons' names. */
  subject: string;
  mayRetry: boolean;
  mayCancel: boolean;
  isRelease: boolean;
}

const RELEASE_ENDS = 'The number stays out of stock until giving it back is tried again.';
const ORDER_ENDS =
  'The number is not set up: what was held for it is free again, and the number goes back to its carrier. The account is told.';

/** Try again, or give up; either with a reason. */
export function WorkflowButtons({ workflowId, subject, mayRetry, mayCancel, isRelease }: WorkflowButtonsProps) {
  const [open, setOpen] = useState<'retry' | 'cancel' | null>(null);
  const dialog = (which: 'retry' | 'cancel') => ({
    open: open === which,
    onClose: () => setOpen(null),
    send: (values: FormData) =>
      (which === 'retry' ? retryWorkflowAction : cancelWorkflowAction)({
        workflowId,
        reason: textOf(values, 'reason'),
      }),
  });
  return (
    <span className="flex justify-end gap-2">
      {mayRetry ? (
        <Button size="sm" aria-label={`Retry: ${subject}`} onClick={() => setOpen('retry')}>
          Retry
        </Button>
      ) : null}
      {mayCancel ? (
        <Button size="sm" aria-label={`Cancel: ${subject}`} onClick={() => setOpen('cancel')}>
          Cancel
        </Button>
      ) : null}
      <FormDialog
        {...dialog('retry')}
        title="Try it again"
        description="It goes on at the step that failed; what was done before stays done."
        submitLabel="Retry"
      >
        {(errorOf) => <ReasonInput hint="Stands in the audit log." error={errorOf('reason')} />}
      </FormDialog>
      <FormDialog
        {...dialog('cancel')}
        title="Cancel the workflow"
        description={isRelease ? RELEASE_ENDS : ORDER_ENDS}
        submitLabel="Cancel workflow"
        tone="danger"
      >
        {(errorOf) => <ReasonInput hint="Stands in the audit log." error={errorOf('reason')} />}
      </FormDialog>
    </span>
  );
}

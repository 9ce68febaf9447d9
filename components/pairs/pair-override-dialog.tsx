'use client';

import { endOfPeriod, PeriodField } from '@/components/carriers/period-field';
import { ReasonField } from '@/components/carriers/reason-field';
import { FormDialog } from '@/components/ui/form-dialog';
import { textOf } from '@/components/ui/use-form-action';
import { placeOverrideAction } from '@/lib/network/actions';

interface PairOverrideDialogProps {
  pairId: string;
  /** Names of the primary's and of the fallback's. */
  carriers: readonly [string, string];
  action: 'force' | 'drain';
  /** What the button says that opened it. */
  title: string;
  open: boolean;
  onClose: () => void;
}

const WORDS = {
  force: {
    description: ([, fallback]: readonly [string, string]) =>
      `New calls leave by the fallback number over ${fallback}, however well the primary’s carrier is. Callees see the fallback number. Calls in progress stay where they are.`,
    example: 'Callers report bad audio',
  },
  drain: {
    description: ([primary]: readonly [string, string]) =>
      `New calls leave by the primary number over ${primary}, even while it is taken out; the fallback is tried last. Calls in progress stay where they are.`,
    example: 'The carrier says it is mended',
  },
} as const;

/** Asks why and for how long a pair's calls go where the customer says. */
export function PairOverrideDialog({ pairId, carriers, action, title, open, onClose }: PairOverrideDialogProps) {
  const { description, example } = WORDS[action];
  const send = (values: FormData) =>
    placeOverrideAction({
      target: { kind: 'pair', id: pairId },
      action,
      reason: textOf(values, 'reason'),
      endsAt: endOfPeriod(values),
    });
  return (
    <FormDialog {...{ open, onClose, send, title }} description={description(carriers)} submitLabel={title}>
      {(errorOf) => (
        <>
          <PeriodField error={errorOf('endsAt')} />
          <ReasonField error={errorOf('reason')} example={example} />
        </>
      )}
    </FormDialog>
  );
}

'use client';

import { useState } from 'react';
import { ActionRefusal } from '@/components/rentals/action-refusal';
import { Phone } from '@/components/rentals/phone';
import type { Refusal } from '@/components/rentals/use-confirmation';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { RadioGroup } from '@/components/ui/radio-group';

export interface EndingFallback {
  display: string;
  /** "₹250.00 a month". */
  price: string;
  /** "12 Dec 2026". */
  paidUntil: string | null;
  /** It was a number of its own before it was paired. */
  wasOwned: boolean;
}

interface DisableDialogProps {
  display: string;
  /** None while the request still waits for a number. */
  fallback: EndingFallback | null;
  open: boolean;
  pending: boolean;
  refusal: Refusal | undefined;
  onOpenChange: (open: boolean) => void;
  onConfirm: (choice: Ending) => void;
}

type Ending = 'release' | 'keep';

/** Asks what becomes of the fallback, and says what happens when. */
export function DisableDialog(props: DisableDialogProps) {
  const { display, fallback, open, pending, refusal, onOpenChange, onConfirm } = props;
  const [choice, setChoice] = useState<Ending>(fallback?.wasOwned ? 'keep' : 'release');
  const confirm = !fallback ? 'Switch off' : choice === 'release' ? 'Switch off and release' : 'Switch off and keep';
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      role="alertdialog"
      locked={pending}
      title="Switch high availability off"
      description={
        fallback ? (
          <>
            At once: calls from <Phone display={display} /> then have one carrier and no fallback.
          </>
        ) : (
          <>
            The request for a fallback of <Phone display={display} /> is withdrawn. Nothing was charged for it.
          </>
        )
      }
      footer={
        <>
          <Button disabled={pending} onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button variant="danger" pending={pending} onClick={() => onConfirm(choice)}>
            {confirm}
          </Button>
        </>
      }
    >
      {fallback || refusal ? (
        <div className="grid gap-4">
          {fallback ? <EndingChoice fallback={fallback} value={choice} onChange={setChoice} /> : null}
          <ActionRefusal refusal={refusal} />
        </div>
      ) : null}
    </Dialog>
  );
}

interface EndingChoiceProps {
  fallback: EndingFallback;
  value: Ending;
  onChange: (value: Ending) => void;
}

function EndingChoice({ fallback: { display, price, paidUntil }, value, onChange }: EndingChoiceProps) {
  const releaseHint = [
    `At once, without a refund${paidUntil ? `; it is paid until ${paidUntil}` : ''}.`,
    `Switched on again within 5 days, the same number comes back${paidUntil ? ', at no charge until then' : ''}.`,
    'It can also be bought back by itself.',
  ].join(' ');
  return (
    <RadioGroup
      legend={
        <>
          What becomes of the fallback <Phone display={display} />
        </>
      }
      name="fallback"
      value={value}
      onValueChange={(next) => onChange(next === 'keep' ? 'keep' : 'release')}
      options={[
        { value: 'release', label: 'Release it', hint: releaseHint },
        {
          value: 'keep',
          label: 'Keep it as an ordinary rental',
          hint: `It stays yours at ${price}${paidUntil ? `, renewed on ${paidUntil}` : ''}.`,
        },
      ]}
    />
  );
}

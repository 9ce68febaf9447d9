'use client';

import { useState } from 'react';
import { ActionRefusal } from '@/components/rentals/action-refusal';
import { useConfirmation } from '@/components/rentals/use-confirmation';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/notify';
import { RadioGroup } from '@/components/ui/radio-group';
import { placeText } from '@/lib/numbers/format';
import { pairOwnedNumbersAction } from '@/lib/rentals/actions';
import type { PairCandidate } from '@/lib/rentals/types';

interface PairOwnedDialogProps {
  rentalId: string;
  /** fallback: the chosen number backs this one up. primary: this number backs the chosen one up. */
  choose: 'fallback' | 'primary';
  candidates: readonly PairCandidate[];
}

const TEXTS = {
  fallback: {
    trigger: 'Use a number I already rent',
    title: 'Use a number I already rent',
    description:
      'Nothing new is rented: the number you choose becomes the fallback, keeps its price, and takes over this number’s application.',
    confirm: 'Pair the numbers',
  },
  primary: {
    trigger: 'Choose a new primary',
    title: 'Choose a new primary',
    description:
      'This number becomes the fallback of the number you choose and takes over its application. Nothing new is rented.',
    confirm: 'Pair the numbers',
  },
};

/** Pairs two numbers the account rents already. */
export function PairOwnedDialog({ rentalId, choose, candidates }: PairOwnedDialogProps) {
  const [chosen, setChosen] = useState(candidates[0]?.rentalId ?? '');
  const ids =
    choose === 'fallback' ? { rentalId, fallbackRentalId: chosen } : { rentalId: chosen, fallbackRentalId: rentalId };
  const ask = useConfirmation(
    () => pairOwnedNumbersAction(ids),
    () => notify('The numbers are paired'),
  );
  const texts = TEXTS[choose];
  return (
    <>
      <Button
        variant={choose === 'primary' ? 'primary' : 'secondary'}
        aria-haspopup="dialog"
        onClick={() => ask.change(true)}
      >
        {texts.trigger}
      </Button>
      <Dialog
        open={ask.open}
        onOpenChange={ask.change}
        role="alertdialog"
        locked={ask.pending}
        title={texts.title}
        description={texts.description}
        footer={
          <>
            <Button disabled={ask.pending} onClick={() => ask.change(false)}>
              Cancel
            </Button>
            <Button variant="primary" pending={ask.pending} disabled={!chosen} onClick={() => ask.confirm()}>
              {texts.confirm}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <RadioGroup
            legend="Numbers of yours that fit, nearest first"
            name="candidate"
            value={chosen}
            onValueChange={setChosen}
            options={candidates.map((candidate) => ({
              value: candidate.rentalId,
              label: (
                <>
                  <span className="figures font-medium">{candidate.display}</span>
                  {candidate.alias ? ` · ${candidate.alias}` : ''}
                </>
              ),
              hint: `${candidate.carrierName} · ${placeText(candidate)}`,
            }))}
          />
          <ActionRefusal refusal={ask.refusal} />
        </div>
      </Dialog>
    </>
  );
}

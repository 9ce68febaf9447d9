'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { DisableDialog, type EndingFallback } from '@/components/rentals/disable-dialog';
import { EnableDialog } from '@/components/rentals/enable-dialog';
import { useConfirmation } from '@/components/rentals/use-confirmation';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { notify } from '@/components/ui/notify';
import type { HighAvailabilityQuote, PairState, Reach } from '@/lib/provisioning/types';
import { disableHighAvailabilityAction, enableHighAvailabilityAction } from '@/lib/rentals/actions';

export interface HaFormProps {
  rentalId: string;
  display: string;
  isOn: boolean;
  /** Why it cannot be changed now; null when it can. */
  locked: string | null;
  quote: HighAvailabilityQuote | null;
  taxRate: string | null;
  formerPaidUntil: string | null;
  fallback: EndingFallback | null;
  hint: ReactNode;
  /** Between the checkbox and Save: the pair as it stands. */
  children: ReactNode;
  /** Beside Save, for instance pairing numbers already rented. */
  other: ReactNode;
}

function enabledText(state: PairState | undefined): string {
  if (state === 'active') return 'High availability is on: the former fallback is back';
  if (state === 'waiting_for_stock') return 'High availability is on: a fallback number is waited for';
  return 'High availability is on: the fallback number is being set up';
}

/** The High Availability section of a number that can have a fallback: checkbox and Save. */
export function HaForm(props: HaFormProps) {
  const { rentalId, display, isOn, locked, quote, fallback } = props;
  const [checked, setChecked] = useState(isOn);
  const enable = useConfirmation(
    (reach: Reach) => enableHighAvailabilityAction({ rentalId, reach }),
    (data) => notify(enabledText(data?.state)),
  );
  const disable = useConfirmation(
    (ending: 'release' | 'keep') => disableHighAvailabilityAction({ rentalId, fallback: ending }),
    () => notify('High availability is off'),
  );
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (checked === isOn) return;
    if (checked) enable.change(true);
    else disable.change(true);
  };
  return (
    <>
      <form onSubmit={save}>
        <Card
          id="high-availability"
          title="High Availability"
          description="India numbers are tied to their carrier. When it fails, outgoing calls continue from a fallback number on another one."
          footer={
            <>
              <div className="flex flex-wrap items-center gap-2">{props.other}</div>
              <Button
                type="submit"
                variant="primary"
                disabled={locked !== null || checked === isOn}
                className="ml-auto"
              >
                Save
              </Button>
            </>
          }
        >
          <div className="grid gap-5">
            <Checkbox
              name="highAvailability"
              label="Enable high availability backup number"
              checked={checked}
              disabled={locked !== null}
              onChange={(event) => setChecked(event.target.checked)}
              hint={locked ?? props.hint}
            />
            {props.children}
          </div>
        </Card>
      </form>
      {quote ? (
        <EnableDialog
          {...{ display, quote, taxRate: props.taxRate, formerPaidUntil: props.formerPaidUntil }}
          open={enable.open}
          pending={enable.pending}
          refusal={enable.refusal}
          onOpenChange={enable.change}
          onConfirm={enable.confirm}
        />
      ) : null}
      <DisableDialog
        {...{ display, fallback }}
        open={disable.open}
        pending={disable.pending}
        refusal={disable.refusal}
        onOpenChange={disable.change}
        onConfirm={disable.confirm}
      />
    </>
  );
}

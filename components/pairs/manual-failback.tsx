'use client';

import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { notify } from '@/components/ui/notify';
import { useRefusal } from '@/components/ui/use-refusal';
import { setManualFailbackAction } from '@/lib/network/actions';

interface ManualFailbackProps {
  pairId: string;
  isManual: boolean;
  mayChange: boolean;
}

/** Whether calls come back to the primary by themselves; changed at once. */
export function ManualFailback({ pairId, isManual, mayChange }: ManualFailbackProps) {
  const [checked, setChecked] = useState(isManual);
  const { pending, refusal, act } = useRefusal(async (manual: boolean) => {
    const outcome = await setManualFailbackAction({ pairId, manual });
    if (outcome.serverError) setChecked(!manual);
    else void notify(manual ? 'Calls return by hand only' : 'Calls return by themselves');
    return outcome;
  });
  return (
    <Checkbox
      label="Only by hand"
      checked={checked}
      disabled={!mayChange || pending}
      onChange={({ target }) => {
        setChecked(target.checked);
        act(target.checked);
      }}
      error={refusal}
      hint={
        mayChange
          ? 'After an outage calls stay on the fallback number until you return them. Otherwise they come back step by step once the primary’s carrier is well.'
          : 'Your role may not change high availability. Ask an owner, admin or developer.'
      }
    />
  );
}

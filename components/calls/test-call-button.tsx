'use client';

import { PhoneOutgoing } from 'lucide-react';
import { useState } from 'react';
import { TestCallForm } from '@/components/calls/test-call-form';
import { WatchedCall } from '@/components/calls/watched-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { PhoneNumber } from '@/components/ui/phone-number';

interface TestCallButtonProps {
  /** Digits of the caller number. */
  number: string;
  display: string;
  country: string;
}

/** Calls a number of one's choice from this one, and shows what becomes of the call. */
export function TestCallButton({ number, display, country }: TestCallButtonProps) {
  const [open, setOpen] = useState(false);
  const [callUuid, setCallUuid] = useState<string | null>(null);
  const change = (next: boolean) => {
    setOpen(next);
    setCallUuid(null);
  };
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => change(true)}>
        <PhoneOutgoing aria-hidden />
        Test call
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={
          <>
            Test call from <PhoneNumber display={display} />
          </>
        }
        description="Routed, recorded and billed like any other call."
      >
        {callUuid === null ? (
          <TestCallForm {...{ number, country }} onPlaced={setCallUuid} onCancel={() => change(false)} />
        ) : (
          <WatchedCall key={callUuid} uuid={callUuid} onAgain={() => setCallUuid(null)} onClose={() => change(false)} />
        )}
      </Dialog>
    </>
  );
}

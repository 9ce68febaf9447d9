'use client';

import { PhoneOff } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { FieldError } from '@/components/ui/field';
import { useRefusal } from '@/components/ui/use-refusal';
import { cancelCallAction, hangUpCallAction } from '@/lib/calls/actions';
import type { CallStateName } from '@/lib/calls/types';

interface EndCallProps {
  uuid: string;
  state: CallStateName;
}

/** A call that waits for its turn is taken back, one that has begun is hung up. */
function endingOf(state: CallStateName) {
  return state === 'queued'
    ? ({
        verb: 'Cancel call',
        send: cancelCallAction,
        effect: 'It waits for its turn and is not placed then.',
      } as const)
    : ({ verb: 'Hang up', send: hangUpCallAction, effect: 'It ends at once, for both sides.' } as const);
}

/** Ends a call that the person has just placed. */
export function EndCallButton({ uuid, state }: EndCallProps) {
  const { verb, send } = endingOf(state);
  const { pending, refusal, act } = useRefusal(send);
  return (
    <>
      {refusal ? <FieldError>{refusal}</FieldError> : null}
      <Button variant="danger" pending={pending} onClick={() => act({ callUuid: uuid })}>
        <PhoneOff aria-hidden />
        {verb}
      </Button>
    </>
  );
}

/** Ends a call that people may be talking in: asks before. */
export function EndCallDialog({ uuid, state }: EndCallProps) {
  const { verb, send, effect } = endingOf(state);
  const end = async () => {
    const { serverError } = await send({ callUuid: uuid });
    return serverError ? { error: serverError.message } : undefined;
  };
  return (
    <ConfirmDialog
      trigger={{ children: verb }}
      title={`${verb}?`}
      description={effect}
      confirmLabel={verb}
      onConfirm={end}
    />
  );
}

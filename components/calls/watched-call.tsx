'use client';

import { CallSteps } from '@/components/calls/call-steps';
import { EndCallButton } from '@/components/calls/end-call-button';
import { useCallProgress } from '@/components/calls/use-call-progress';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { callPath } from '@/lib/calls/format';

interface WatchedCallProps {
  uuid: string;
  onAgain: () => void;
  onClose: () => void;
}

/** A call that was just placed: what becomes of it, and its end by hand while it lasts. */
export function WatchedCall({ uuid, onAgain, onClose }: WatchedCallProps) {
  const { progress, isLost } = useCallProgress(uuid);
  return (
    <div className="grid gap-5">
      <CallSteps {...{ progress, isLost }} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ButtonLink href={callPath(uuid)} prefetch={false}>
          Open the call
        </ButtonLink>
        <div className="flex flex-wrap items-center gap-2">
          {progress?.isEnded ? (
            <>
              <Button onClick={onAgain}>Call again</Button>
              <Button variant="primary" onClick={onClose}>
                Done
              </Button>
            </>
          ) : (
            <EndCallButton uuid={uuid} state={progress?.state ?? 'dialing'} />
          )}
        </div>
      </div>
    </div>
  );
}

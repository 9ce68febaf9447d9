'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useCallProgress } from '@/components/calls/use-call-progress';
import { FailoverRow } from '@/components/pairs/failover-row';
import { ProofState, type ProofStateProps } from '@/components/pairs/proof-state';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Link } from '@/components/ui/link';
import { Spinner } from '@/components/ui/spinner';
import { useRefusal } from '@/components/ui/use-refusal';
import { testFallbackAction } from '@/lib/calls/actions';
import { callPath } from '@/lib/calls/format';
import type { CallProgress } from '@/lib/calls/types';

interface FallbackTestProps extends ProofStateProps {
  /** The primary's digits. */
  number: string;
  lastProof: { uuid: string; isEnded: boolean } | null;
  mayCall: boolean;
}

/** A test begun here, and the one that was the last before it. */
interface Placed {
  uuid: string;
  before: string | null;
}

/** The call of the test that goes on: until the page, with what it showed, knows of its end. */
function runningOf(placed: Placed | null, lastProof: FallbackTestProps['lastProof']): string | null {
  if (lastProof && !lastProof.isEnded) return lastProof.uuid;
  return placed && placed.before === (lastProof?.uuid ?? null) ? placed.uuid : null;
}

/** The test of a fallback: what the last one showed, one that goes on, and a new one at a press. */
export function FallbackTest({ number, lastProof, mayCall, ...state }: FallbackTestProps) {
  const router = useRouter();
  const [placed, setPlaced] = useState<Placed | null>(null);
  const running = runningOf(placed, lastProof);
  const { progress, isLost } = useCallProgress(running);
  const isOver = progress?.isEnded === true;
  const { pending, refusal, act } = useRefusal(async () => {
    const outcome = await testFallbackAction({ number });
    if (outcome.data) setPlaced({ uuid: outcome.data.callUuid, before: lastProof?.uuid ?? null });
    return outcome;
  });
  // What the test showed is written down with the end of its call; the page is the server's.
  useEffect(() => {
    if (isOver) router.refresh();
  }, [isOver, router]);
  const isRunning = running !== null;
  const shown = running ?? lastProof?.uuid ?? null;
  return (
    <FailoverRow
      label="Fallback test"
      actions={
        mayCall ? (
          <Button pending={pending} disabled={isRunning} onClick={() => act(undefined)}>
            Test the fallback now
          </Button>
        ) : null
      }
    >
      {isRunning ? <RunningTest progress={progress} isLost={isLost} /> : <ProofState {...state} />}
      {shown ? (
        <p className="text-sm">
          <Link href={callPath(shown)} prefetch={false} className="link">
            {isRunning ? 'Follow the call' : 'The last test call'}
          </Link>
        </p>
      ) : null}
      {refusal ? <FieldError>{refusal}</FieldError> : null}
      {mayCall ? null : (
        <p className="text-sm text-muted">Your role may not place calls. Ask an owner, admin or developer.</p>
      )}
    </FailoverRow>
  );
}

const WORDS: Readonly<Record<string, string>> = {
  queued: 'it waits for its turn',
  dialing: 'dialing over the fallback’s carrier',
  ringing: 'ringing',
  in_progress: 'answered, listening both ways',
};

function RunningTest({ progress, isLost }: { progress: CallProgress | null; isLost: boolean }) {
  const word = isLost
    ? 'the server does not answer, it is asked again'
    : (WORDS[progress?.state ?? ''] ?? 'placing the call');
  return (
    <>
      <p role="status" className="flex items-center gap-2 text-info">
        <Spinner />
        Test in progress: {word}
      </p>
      <p className="max-w-prose text-sm text-muted">
        A call from the fallback number to this one, free of charge. It takes about ten seconds.
      </p>
    </>
  );
}

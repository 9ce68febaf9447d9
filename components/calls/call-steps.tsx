import { BellRing, Hourglass, type LucideIcon, PhoneCall, PhoneForwarded, PhoneOff } from 'lucide-react';
import { PhoneNumber } from '@/components/ui/phone-number';
import { Spinner } from '@/components/ui/spinner';
import { formatOffset } from '@/lib/calls/format';
import type { CallProgress, ProgressAttempt, ProgressStep } from '@/lib/calls/types';

const LOOKS: Readonly<Record<ProgressStep['step'], { word: string; icon: LucideIcon }>> = {
  queued: { word: 'Waits for its turn', icon: Hourglass },
  dialing: { word: 'Dialing', icon: PhoneForwarded },
  ringing: { word: 'Ringing', icon: BellRing },
  answered: { word: 'Answered', icon: PhoneCall },
  ended: { word: 'Ended', icon: PhoneOff },
};

/** What stands at a step besides its time. */
function noteOf(step: ProgressStep['step'], progress: CallProgress): string | null {
  return step === 'ended' ? progress.hangupCause : null;
}

/** The carriers that were tried, in order: what the callee sees there, and what came of it. */
function Attempts({ attempts }: { attempts: readonly ProgressAttempt[] }) {
  if (attempts.length === 0) return null;
  return (
    <ol aria-label="Carriers tried" className="mt-1 grid gap-1 text-sm">
      {attempts.map(({ carrierName, presentedDisplay, outcome }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only added
        <li key={index}>
          <span className="figures text-muted">{index + 1}.</span> {carrierName} as{' '}
          <PhoneNumber display={presentedDisplay} />: <span className="text-muted">{outcome}</span>
        </li>
      ))}
    </ol>
  );
}

/** A call as it happens: what was reached and when. The last line goes on until the call has ended. */
export function CallSteps({ progress, isLost }: { progress: CallProgress | null; isLost: boolean }) {
  const steps = progress?.steps ?? [];
  return (
    <div className="grid gap-3">
      <ol aria-live="polite" aria-label="What happened so far" className="grid gap-2">
        {steps.length === 0 ? (
          <li className="flex items-center gap-2.5 text-muted">
            <Spinner />
            Placing the call
          </li>
        ) : null}
        {steps.map(({ step, offsetMs }, index) => {
          const { word, icon: Icon } = LOOKS[step];
          const note = progress && noteOf(step, progress);
          const isNow = index === steps.length - 1 && step !== 'ended';
          return (
            <li key={step} className="grid grid-cols-[1rem_minmax(0,1fr)_auto] items-start gap-2.5">
              {isNow ? <Spinner className="mt-0.5" /> : <Icon aria-hidden className="mt-0.5 size-4 text-muted" />}
              <span>
                <span className={isNow || step === 'ended' ? 'font-medium' : undefined}>{word}</span>
                {note ? <span className="text-muted"> · {note}</span> : null}
                {progress && step === 'dialing' ? <Attempts attempts={progress.attempts} /> : null}
              </span>
              <span className="figures text-sm text-muted">{formatOffset(offsetMs)}</span>
            </li>
          );
        })}
      </ol>
      {isLost ? (
        <p role="status" className="text-sm text-warn">
          The server does not answer. This goes on by itself when it does.
        </p>
      ) : null}
    </div>
  );
}

import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { PhoneNumber } from '@/components/ui/phone-number';
import { formatOffset } from '@/lib/calls/format';
import type { CallAttemptDetail, PlannedHop, TraceSentence } from '@/lib/calls/types';
import { formatMillisecond } from '@/lib/datetime';

interface CallPlanProps {
  plan: readonly PlannedHop[];
  attempts: readonly CallAttemptDetail[];
}

/** The ways the call could have gone, in the order they would have been tried, with the reason of each. */
export function CallPlan({ plan, attempts }: CallPlanProps) {
  return (
    <Card
      id="plan"
      title="Plan"
      description="The hops in the order they are tried, as decided when the call was placed."
    >
      {plan.length === 0 ? (
        <p className="text-sm text-muted">
          {attempts.length === 0 ? 'The call ended before it had a plan.' : 'The plan of this call was not kept.'}
        </p>
      ) : null}
      <ol className="grid gap-3 text-sm">
        {plan.map((hop, index) => (
          <li key={`${hop.trunkId} ${hop.presentedDisplay}`} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2">
            <span className="figures grid size-6 place-items-center rounded-sm bg-sunken text-xs font-semibold">
              {index + 1}
            </span>
            <div className="min-w-0">
              <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                <span className="font-medium">{hop.carrierName}</span>
                <span className="text-muted">
                  presenting <PhoneNumber display={hop.presentedDisplay} />
                </span>
                <HopOutcome attempt={attempts.find(({ position }) => position === hop.attempt)} />
              </div>
              <p className="mt-0.5 text-muted">{hop.sentence}</p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function HopOutcome({ attempt }: { attempt: CallAttemptDetail | undefined }) {
  if (!attempt) return <Badge>Not tried</Badge>;
  if (attempt.answeredAt && !attempt.isLateAnswer) return <Badge tone="ok">Answered</Badge>;
  if (!attempt.endedAt) return <Badge tone="info">Being tried</Badge>;
  return attempt.isBlamed ? <Badge tone="danger">Failed</Badge> : <Badge>Not answered</Badge>;
}

interface CallTraceProps {
  trace: readonly TraceSentence[];
  timeZone: string;
  zone: string;
}

/** What happened, in sentences. */
export function CallTrace({ trace, timeZone, zone }: CallTraceProps) {
  return (
    <Card id="trace" title="What happened" description={`In order; times in ${zone}.`}>
      <ol className="grid gap-2 text-sm">
        {trace.map(({ at, offsetMs, sentence }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what happened does not change its order
          <li key={index} className="grid gap-x-3 sm:grid-cols-[11.5rem_minmax(0,1fr)]">
            <time
              dateTime={at.toISOString()}
              title={`${at.toISOString()}\n${formatOffset(offsetMs)}`}
              className="figures text-muted"
            >
              {formatMillisecond(at, timeZone)}
            </time>
            <span className="min-w-0">{sentence}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

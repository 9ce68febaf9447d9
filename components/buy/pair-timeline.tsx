import { Card } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import { formatInstant } from '@/lib/datetime';
import type { PairProgress } from '@/lib/provisioning/types';

interface PairTimelineProps {
  events: PairProgress['events'];
  timeZone: string;
}

/** What happened to the pair, in order, with the reasons. */
export function PairTimeline({ events, timeZone }: PairTimelineProps) {
  return (
    <Card id="timeline" title="High Availability" description="What happened so far.">
      <ol className="grid gap-3">
        {events.map(({ id, state, reason, at }) => (
          <li key={id} className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[10rem_1fr_auto]">
            <StateBadge kind="pair" state={state} />
            <span>{reason}</span>
            <RelativeTime at={at.toISOString()} exact={formatInstant(at, timeZone)} className="text-sm text-muted" />
          </li>
        ))}
      </ol>
    </Card>
  );
}

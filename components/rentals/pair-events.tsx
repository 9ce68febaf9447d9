import { Card } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import { formatInstant } from '@/lib/datetime';
import type { PairEvent } from '@/lib/rentals/types';

/** What happened to the pair, in order, with times and reasons. */
export function PairEvents({ events, timeZone }: { events: readonly PairEvent[]; timeZone: string }) {
  return (
    <Card id="timeline" title="Timeline of the pair">
      <ol className="grid gap-3">
        {events.map(({ id, state, reason, at }) => (
          <li key={id} className="grid items-start gap-x-4 gap-y-0.5 sm:grid-cols-[9.5rem_1fr_auto]">
            <StateBadge kind="pair" state={state} />
            <span>{reason}</span>
            <RelativeTime at={at.toISOString()} exact={formatInstant(at, timeZone)} className="text-sm text-muted" />
          </li>
        ))}
      </ol>
    </Card>
  );
}

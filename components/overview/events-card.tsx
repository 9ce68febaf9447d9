import { CircleCheck, CircleDot, History, Info, OctagonAlert, TriangleAlert, UserRound } from 'lucide-react';
import { appHref } from '@/components/layout/app-href';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { cn } from '@/lib/cn';
import { formatInstant } from '@/lib/datetime';
import type { OverviewEvent } from '@/lib/overview/types';

const LOOKS = {
  danger: { icon: OctagonAlert, ink: 'text-danger' },
  warn: { icon: TriangleAlert, ink: 'text-warn' },
  ok: { icon: CircleCheck, ink: 'text-ok' },
  info: { icon: Info, ink: 'text-info' },
};
const BY_PERSON = { icon: UserRound, ink: 'text-muted' };
const BY_ITSELF = { icon: CircleDot, ink: 'text-muted' };

interface EventsCardProps {
  events: readonly OverviewEvent[];
  timeZone: string;
}

/** The last things that were done and told, newest first. */
export function EventsCard({ events, timeZone }: EventsCardProps) {
  return (
    <Card id="events" title="Latest events" flush>
      {events.length === 0 ? (
        <EmptyState icon={<History />} title="Nothing has happened yet">
          What people do here and what carriers do to your numbers is listed, the latest first.
        </EmptyState>
      ) : (
        <ol className="divide-y divide-line">
          {events.map((event) => (
            <li key={event.id}>
              <EventLine event={event} timeZone={timeZone} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function EventLine({
  event: { at, sentence, about, by, tone, link },
  timeZone,
}: {
  event: OverviewEvent;
  timeZone: string;
}) {
  const { icon: Icon, ink } = tone ? LOOKS[tone] : by ? BY_PERSON : BY_ITSELF;
  const face = (
    <span className="flex items-start gap-3 px-4 py-2.5">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', ink)} />
      <span className="min-w-0 flex-1 break-words">
        {sentence}
        {about ? <span className="figures"> · {about}</span> : null}
        {by ? <span className="text-muted"> · {by}</span> : null}
      </span>
      <RelativeTime
        at={at.toISOString()}
        exact={formatInstant(at, timeZone)}
        className="shrink-0 text-sm whitespace-nowrap text-muted"
      />
    </span>
  );
  if (!link) return face;
  return (
    <Link href={appHref(link)} className="block hover:bg-hover focus-visible:-outline-offset-2">
      {face}
    </Link>
  );
}

import { Activity, CircleCheck, Eye, type LucideIcon, Shuffle, Siren, UserCog } from 'lucide-react';
import { StateBadge } from '@/components/ui/state-badge';
import type { IncidentMoment } from '@/lib/network/types';

const LOOKS: Readonly<Record<IncidentMoment['kind'], LucideIcon>> = {
  evidence: Eye,
  detected: Siren,
  failover: Shuffle,
  state: Activity,
  measure: UserCog,
  recovered: CircleCheck,
};

interface TimelineProps {
  moments: readonly (IncidentMoment & { /** To the ms, in the account's zone. */ atText: string })[];
}

/** What happened, in order, each with its sentence. */
export function Timeline({ moments }: TimelineProps) {
  return (
    <ol className="grid gap-0">
      {moments.map(({ at, atText, kind, state, title, sentence }, index) => {
        const Icon = LOOKS[kind];
        return (
          <li key={`${at.getTime()} ${kind} ${title}`} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3">
            <span className="flex flex-col items-center">
              <span className="grid size-6 place-items-center rounded-full border border-line bg-canvas text-muted">
                <Icon aria-hidden className="size-3.5" />
              </span>
              {index < moments.length - 1 ? <span aria-hidden className="w-px grow bg-line" /> : null}
            </span>
            <div className="pb-4">
              <div className="flex flex-wrap items-baseline gap-x-3">
                <span className="font-medium">{title}</span>
                {state ? <StateBadge kind="route" state={state} className="text-sm" /> : null}
                <time dateTime={at.toISOString()} title={at.toISOString()} className="figures text-xs text-muted">
                  {atText}
                </time>
              </div>
              <p className="text-sm text-muted">{sentence}</p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

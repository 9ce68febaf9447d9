import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  FilePen,
  Hourglass,
  type LucideIcon,
} from 'lucide-react';
import { cn } from '@/lib/cn';

interface Look {
  word: string;
  icon: LucideIcon;
  ink: string;
  soft: string;
}

const under = { ink: 'text-info', soft: 'bg-info-soft' };
const quiet = { ink: 'text-neutral', soft: 'bg-neutral-soft' };
const good = { ink: 'text-ok', soft: 'bg-ok-soft' };
const bad = { ink: 'text-danger', soft: 'bg-danger-soft' };

/** Word, icon and colour of the states of jobs and of their items. */
const LOOKS = {
  draft: { word: 'Not imported yet', icon: FilePen, ...quiet },
  queued: { word: 'Waiting', icon: Hourglass, ...quiet },
  running: { word: 'Running', icon: CircleDashed, ...under },
  waiting: { word: 'Waiting', icon: Hourglass, ...quiet },
  done: { word: 'Done', icon: CircleCheck, ...good },
  pending: { word: 'Pending', icon: CircleDashed, ...under },
  active: { word: 'Active', icon: CircleCheck, ...good },
  released: { word: 'Released', icon: CircleSlash, ...quiet },
  skipped: { word: 'Skipped', icon: CircleSlash, ...quiet },
  failed: { word: 'Failed', icon: CircleX, ...bad },
  canceled: { word: 'Cancelled', icon: Ban, ...quiet },
} as const satisfies Record<string, Look>;

export type JobLook = keyof typeof LOOKS;

/** What a job or one of its numbers is in: icon and word. */
export function JobState({ state, soft = false }: { state: JobLook; soft?: boolean }) {
  const { icon: Icon, ink, soft: ground, word } = LOOKS[state];
  return (
    <span
      data-state={state}
      className={cn(
        'inline-flex items-center gap-1.5 align-middle whitespace-nowrap',
        soft && `h-6 rounded-sm px-2 text-sm font-medium ${ground} ${ink}`,
      )}
    >
      <Icon aria-hidden className={cn('size-3.5 shrink-0', ink)} />
      {word}
    </span>
  );
}

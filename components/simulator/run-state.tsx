import { Ban, CircleCheck, CircleDashed, CircleX, Hourglass, type LucideIcon } from 'lucide-react';
import { cn } from '@/lib/cn';
import { RUN_STATE_WORDS } from '@/lib/rehearsals/format';
import type { RunState as State } from '@/lib/rehearsals/types';

const LOOKS: Readonly<Record<State, { icon: LucideIcon; ink: string; soft: string }>> = {
  queued: { icon: Hourglass, ink: 'text-neutral', soft: 'bg-neutral-soft' },
  running: { icon: CircleDashed, ink: 'text-info', soft: 'bg-info-soft' },
  done: { icon: CircleCheck, ink: 'text-ok', soft: 'bg-ok-soft' },
  failed: { icon: CircleX, ink: 'text-danger', soft: 'bg-danger-soft' },
  canceled: { icon: Ban, ink: 'text-neutral', soft: 'bg-neutral-soft' },
};

/** What a run is in: icon and word. */
export function RunState({ state, soft = false }: { state: State; soft?: boolean }) {
  const { icon: Icon, ink, soft: ground } = LOOKS[state];
  return (
    <span
      data-state={state}
      className={cn(
        'inline-flex items-center gap-1.5 whitespace-nowrap',
        soft && `h-6 rounded-sm px-2 text-sm font-medium ${ground} ${ink}`,
      )}
    >
      <Icon aria-hidden className={cn('size-3.5 shrink-0', ink)} />
      {RUN_STATE_WORDS[state]}
    </span>
  );
}

'use client';

import { CirclePause, Radio } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { parseAsBoolean, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import { useLiveTail } from '@/components/calls/use-live-tail';
import { buttonClasses } from '@/components/ui/button';
import { cn } from '@/lib/cn';

interface LiveTailProps {
  /** Ids of the calls shown, newest first. */
  ids: readonly string[];
  /** Older pages do not change. */
  isNewestPage: boolean;
  /** The table. */
  children: ReactNode;
}

/** The calls with the switch that keeps them up to date; reading them stops it. */
export function LiveTail({ ids, isNewestPage, children }: LiveTailProps) {
  const [isWanted, setWanted] = useQueryState('live', parseAsBoolean.withDefault(false));
  const router = useRouter();
  const isOn = isWanted && isNewestPage;
  const { isPaused, isWaiting, hold, letGo, told } = useLiveTail({ isOn, ids });
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-canvas px-3 py-1.5 text-sm">
        <button
          type="button"
          aria-pressed={isOn}
          disabled={!isNewestPage}
          // What was fetched before the address changes is dropped by the router: it is fetched once it has.
          onClick={() => void setWanted(isWanted ? null : true).then(() => router.refresh())}
          className={cn(buttonClasses({ size: 'sm' }), isOn && 'border-accent bg-accent-soft text-accent-fg')}
        >
          <Radio aria-hidden />
          Live tail
        </button>
        <span className="inline-flex items-center gap-1.5 text-muted">
          {isPaused ? <CirclePause aria-hidden className="size-3.5" /> : null}
          {stateOf({ isOn, isPaused, isWaiting, isNewestPage })}
        </span>
        <span role="status" className={cn('figures text-muted', !told && 'sr-only')}>
          {told}
        </span>
      </div>
      {/* The pointer over the rows or the keyboard in them: somebody reads, and rows must not move. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: nothing is operated by it, it only keeps still */}
      <div onPointerEnter={hold} onPointerLeave={letGo} onFocus={hold} onBlur={letGo}>
        {children}
      </div>
    </>
  );
}

interface TailState {
  isOn: boolean;
  isPaused: boolean;
  isWaiting: boolean;
  isNewestPage: boolean;
}

function stateOf({ isOn, isPaused, isWaiting, isNewestPage }: TailState): string {
  if (!isNewestPage) return 'Only the newest page can be live.';
  if (!isOn) return 'Off: the page shows the calls of when it was opened.';
  if (!isPaused) return 'New calls appear at the top.';
  return isWaiting ? 'Paused while you read. New calls are waiting.' : 'Paused while you read.';
}

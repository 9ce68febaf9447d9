'use client';

import { memo, useEffect, useRef } from 'react';
import { cn } from '@/lib/cn';
import { clockText, laneWord } from '@/lib/rehearsals/format';
import type { TraceLine } from '@/lib/rehearsals/types';

interface TraceListProps {
  lines: readonly TraceLine[];
  leftOut: number;
  lastsMs: number;
  /** Index of the latest line that has happened; -1 before the first. */
  current: number;
  onMove: (at: number) => void;
}

/** Why routes changed, each line a sentence with its figures; what has not happened yet is faint. */
export const TraceList = memo(function TraceList({ lines, leftOut, lastsMs, current, onMove }: TraceListProps) {
  const list = useRef<HTMLOListElement>(null);

  // The list's own scroll position follows the moment; the page stays where it is.
  useEffect(() => {
    const line = list.current?.children[Math.max(0, current)];
    if (!(line instanceof HTMLElement) || !list.current) return;
    const { offsetTop, offsetHeight } = line;
    const { scrollTop, clientHeight } = list.current;
    if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight)
      list.current.scrollTop = offsetTop - clientHeight / 3;
  }, [current]);

  if (lines.length === 0)
    return <p className="px-4 py-3 text-sm text-muted">No route changed and no alarm was raised.</p>;
  return (
    <>
      <ol
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Why routes changed"
        className="relative max-h-[28rem] xl:max-h-[44rem] overflow-y-auto focus-visible:-outline-offset-2"
      >
        {lines.map((line, index) => (
          <li
            key={`${line.at}-${line.route}-${line.to ?? line.alarm}-${line.says}`}
            aria-current={index === current ? 'step' : undefined}
            className={cn(
              'border-line border-b px-3.5 py-2 text-sm last:border-b-0',
              index === current && 'bg-accent-soft shadow-[inset_2px_0_0_currentColor]',
              index > current && 'text-muted',
            )}
          >
            <button
              type="button"
              onClick={() => onMove(line.at)}
              className="flex min-h-6 w-full items-baseline justify-between gap-3 text-left hover:underline"
            >
              <span className="min-w-0 font-medium break-words">
                {line.route}: {line.alarm ? line.alarm.replaceAll('-', ' ') : changeWords(line)}
              </span>
              <span className="figures shrink-0">{clockText(line.at, { lastsMs, precise: true })}</span>
            </button>
            <p>{line.says}</p>
          </li>
        ))}
      </ol>
      {leftOut > 0 ? <p className="px-4 py-2 text-xs text-muted">{leftOut} more changes are left out.</p> : null}
    </>
  );
});

function changeWords({ from, to }: TraceLine): string {
  return [from, to].map((state) => (state ? laneWord(state).toLowerCase() : 'unknown')).join(' → ');
}

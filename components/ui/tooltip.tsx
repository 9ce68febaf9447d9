'use client';

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cn } from '@/lib/cn';

interface TooltipProps {
  /** A short explanation; never the only place of something needed. */
  content: ReactNode;
  /** Looks like the text around it, with a dotted line. */
  children: ReactNode;
  className?: string;
}

const SHOW_DELAY_MS = 300;
const HIDE_DELAY_MS = 120;

/**
 * Explains a word. Opens on hover, focus and touch; stays while the pointer is on it; Escape closes
 * it (WCAG 1.4.13).
 */
export function Tooltip({ content, children, className }: TooltipProps) {
  const id = useId();
  const anchor = `--tip-${id.replace(/\W/g, '')}`;
  const popup = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState(false);

  // The popover lives in the browser's top layer with its own open state.
  useEffect(() => {
    const element = popup.current;
    if (!element || element.matches(':popover-open') === open) return;
    if (open) element.showPopover();
    else element.hidePopover();
  }, [open]);

  // A timer must not outlive the word it belongs to.
  useEffect(() => () => clearTimeout(timer.current), []);

  const later = (next: boolean, delayMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), delayMs);
  };

  return (
    <>
      <button
        type="button"
        aria-describedby={id}
        style={{ anchorName: anchor }}
        onPointerEnter={() => later(true, SHOW_DELAY_MS)}
        onPointerLeave={() => later(false, HIDE_DELAY_MS)}
        onFocus={() => later(true, 0)}
        onBlur={() => later(false, 0)}
        onClick={() => later(true, 0)}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
        className={cn(
          'inline cursor-help text-left underline decoration-muted decoration-dotted underline-offset-[0.2em]',
          className,
        )}
      >
        {children}
      </button>
      <span
        ref={popup}
        id={id}
        role="tooltip"
        popover="manual"
        data-side="start"
        style={{ positionAnchor: anchor }}
        onPointerEnter={() => later(true, 0)}
        onPointerLeave={() => later(false, HIDE_DELAY_MS)}
        className="popover-panel max-w-72 px-2.5 py-1.5 text-left text-sm font-normal whitespace-normal"
      >
        {content}
      </span>
    </>
  );
}

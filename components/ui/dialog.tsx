'use client';

import { X } from 'lucide-react';
import { type MouseEvent, type ReactNode, type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';

const widths = { sm: 'sm:max-w-md', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl' };

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** The row of buttons. The one that does the thing comes last. */
  footer?: ReactNode;
  size?: keyof typeof widths;
  /** alertdialog: it interrupts to ask; a press beside it does not close it. */
  role?: 'dialog' | 'alertdialog';
  /** Work under way must not be lost by Escape or a press beside the dialog. */
  locked?: boolean;
  children?: ReactNode;
}

/**
 * The browser's modal dialog: the rest of the page is inert, focus stays inside and goes back to
 * where it was, Escape closes. What is inside exists only while it is open, so forms start fresh.
 */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, description, size = 'md', role = 'dialog', locked = false } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // A dialog may be written inside a form, and forms in forms send the wrong one: it goes to the end of the document,
  // where the server cannot put it; nobody needs it there before it is first opened.
  const [wasOpened, setWasOpened] = useState(false);
  if (open && !wasOpened) setWasOpened(true);

  // The element has its own open state; React's follows into it.
  useEffect(() => {
    const element = ref.current;
    if (!element || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);

  const keepOpen = (event: SyntheticEvent) => {
    if (locked) event.preventDefault();
  };
  // To React a form inside still stands in a form around the dialog, which must not be sent with it.
  const keepInside = (event: SyntheticEvent) => event.stopPropagation();
  const pressedBeside = (event: MouseEvent) => event.target === ref.current && role === 'dialog' && !locked;

  if (!wasOpened) return null;
  return createPortal(
    <dialog
      ref={ref}
      role={role}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onClose={() => onOpenChange(false)}
      onCancel={keepOpen}
      onMouseDown={(event) => pressedBeside(event) && onOpenChange(false)}
      onSubmit={keepInside}
      className={cn('sheet', widths[size])}
    >
      {open ? <Panel {...props} id={id} /> : null}
    </dialog>,
    document.body,
  );
}

function Panel({
  id,
  title,
  description,
  footer,
  locked = false,
  onOpenChange,
  children,
}: DialogProps & { id: string }) {
  return (
    <div className="flex max-h-[inherit] flex-col">
      <header className="px-5 pt-4 pr-14">
        <h2 id={`${id}-title`} className="text-base font-semibold">
          {title}
        </h2>
        {description ? (
          <div id={`${id}-description`} className="mt-1 text-muted">
            {description}
          </div>
        ) : null}
      </header>
      <div className="min-h-0 overflow-y-auto px-5 py-4">{children}</div>
      {footer ? (
        <footer className="flex flex-col-reverse gap-2 rounded-b-lg border-t border-line bg-canvas px-5 py-3 sm:flex-row sm:justify-end">
          {footer}
        </footer>
      ) : null}
      {/* Last, so that the first thing to act on has the focus. */}
      <Button
        variant="ghost"
        size="icon"
        aria-label="Close"
        disabled={locked}
        onClick={() => onOpenChange(false)}
        className="absolute top-2.5 right-2.5"
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}

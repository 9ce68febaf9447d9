'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cn } from '@/lib/cn';

interface CopyButtonProps {
  /** What lands on the clipboard. */
  value: string;
  /** What is copied, for the button's name: "Copy fallback number". */
  label: string;
  className?: string;
}

export function CopyButton({ value, label, className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);

  // A timer outside React puts the button back to rest.
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = () => {
    // Without a secure context there is no clipboard; say so instead of pretending.
    const written = navigator.clipboard
      ? navigator.clipboard.writeText(value)
      : Promise.reject(new Error('no clipboard'));
    written.then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };

  return (
    <>
      <button
        type="button"
        onClick={copy}
        aria-label={`Copy ${label}`}
        title={`Copy ${label}`}
        className={cn(
          '-my-0.5 inline-grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-neutral-soft hover:text-fg',
          className,
        )}
      >
        {outcome === 'copied' ? (
          <Check aria-hidden className="size-3.5 text-ok" />
        ) : (
          <Copy aria-hidden className="size-3.5" />
        )}
      </button>
      <span role="status" className="sr-only">
        {outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'The browser did not allow copying' : ''}
      </span>
    </>
  );
}

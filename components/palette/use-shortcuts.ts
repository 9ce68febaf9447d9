'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { readShortcut, type Shortcut } from '@/components/palette/shortcuts';
import { useSingleKeys } from '@/components/palette/single-keys';

/** After G the second key is waited for so long, ms. */
const LEAD_MS = 1_500;
const TYPING = 'input, textarea, select, [contenteditable], [role="menu"], [role="listbox"], dialog[open]';

function focusSearch(): boolean {
  const box = document.querySelector<HTMLInputElement>('main input[type="search"]');
  box?.focus();
  box?.select();
  return box !== null;
}

interface Openers {
  openPalette: () => void;
  openSheet: () => void;
}

/** Listens for the console's keys wherever the focus is. */
export function useShortcuts({ openPalette, openSheet }: Openers): void {
  const router = useRouter();
  const [allowsSingleKeys] = useSingleKeys();
  const ledAt = useRef(Number.NEGATIVE_INFINITY);
  // Syncs with the keyboard.
  useEffect(() => {
    const run = (shortcut: Shortcut): boolean => {
      if (shortcut.kind === 'palette') openPalette();
      else if (shortcut.kind === 'sheet') openSheet();
      else if (shortcut.kind === 'search') return focusSearch();
      else if (shortcut.kind === 'go') router.push(shortcut.href);
      return true;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const { key, ctrlKey, metaKey, altKey } = event;
      const isTaken = event.target instanceof Element && event.target.closest(TYPING) !== null;
      const isLed = event.timeStamp - ledAt.current < LEAD_MS;
      const shortcut = readShortcut({ key, ctrlKey, metaKey, altKey, isTaken, isLed, allowsSingleKeys });
      ledAt.current = shortcut?.kind === 'lead' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (shortcut && run(shortcut)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [router, allowsSingleKeys, openPalette, openSheet]);
}

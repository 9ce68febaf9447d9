'use client';

import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useCallback, useState } from 'react';
import { useShortcuts } from '@/components/palette/use-shortcuts';
import { Button } from '@/components/ui/button';

// Few visits need them: they are fetched when first asked for.
const CommandPalette = dynamic(() =>
  import('@/components/palette/command-palette').then((part) => part.CommandPalette),
);
const ShortcutSheet = dynamic(() => import('@/components/palette/shortcut-sheet').then((part) => part.ShortcutSheet));

type Shown = 'palette' | 'sheet' | null;

/** The header's way to the palette; it also listens for the console's keys. */
export function PaletteButton({ isOperator }: { isOperator: boolean }) {
  const [shown, setShown] = useState<Shown>(null);
  const [asked, setAsked] = useState<readonly Shown[]>([]);
  const show = useCallback((next: Shown) => {
    setShown(next);
    setAsked((before) => (before.includes(next) ? before : [...before, next]));
  }, []);
  const openPalette = useCallback(() => show('palette'), [show]);
  const openSheet = useCallback(() => show('sheet'), [show]);
  useShortcuts({ openPalette, openSheet });
  const close = () => setShown(null);
  return (
    <>
      <Button variant="ghost" size="icon" aria-label="Find a page, number or action" onClick={openPalette}>
        <Search aria-hidden />
      </Button>
      {asked.includes('palette') ? (
        <CommandPalette
          open={shown === 'palette'}
          isOperator={isOperator}
          onOpenChange={close}
          onShortcuts={openSheet}
        />
      ) : null}
      {asked.includes('sheet') ? <ShortcutSheet open={shown === 'sheet'} onOpenChange={close} /> : null}
    </>
  );
}

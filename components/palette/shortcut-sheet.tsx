'use client';

import type { ReactNode } from 'react';
import { GO_TO } from '@/components/palette/shortcuts';
import { useSingleKeys } from '@/components/palette/single-keys';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';

interface ShortcutSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every key of the console, and the switch for those of a single letter. */
export function ShortcutSheet({ open, onOpenChange }: ShortcutSheetProps) {
  const [isOn, setIsOn] = useSingleKeys();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <div className="grid gap-5">
        <Group title="Anywhere">
          <Line keys={['Ctrl', 'K']} or={['⌘', 'K']}>
            Find a page, a number or an action
          </Line>
          <Line keys={['/']}>Search on this page</Line>
          <Line keys={['?']}>Show these shortcuts</Line>
          <Line keys={['Esc']}>Close what is open</Line>
        </Group>
        <Group title="Go to">
          {GO_TO.map(({ key, label }) => (
            <Line key={key} keys={['G', key.toUpperCase()]} then>
              {label}
            </Line>
          ))}
        </Group>
        <Checkbox
          label="Single-key shortcuts"
          hint="Switch them off when keys are pressed by accident or by speech input. Ctrl K stays. Kept in this browser."
          checked={isOn}
          onChange={(event) => setIsOn(event.target.checked)}
        />
      </div>
    </Dialog>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-1">
      <h3 className="text-sm font-semibold">{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

interface LineProps {
  keys: readonly string[];
  or?: readonly string[];
  /** One after the other rather than together. */
  then?: boolean;
  children: ReactNode;
}

function Line({ keys, or, then = false, children }: LineProps) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-4">
      <dt className="text-muted">{children}</dt>
      <dd className="flex shrink-0 items-center gap-1 text-xs text-muted">
        <Keys keys={keys} between={then ? 'then' : null} />
        {or ? (
          <>
            or <Keys keys={or} between={null} />
          </>
        ) : null}
      </dd>
    </div>
  );
}

function Keys({ keys, between }: { keys: readonly string[]; between: string | null }) {
  return keys.map((key, index) => (
    <span key={key} className="contents">
      {index > 0 && between ? <span>{between}</span> : null}
      <kbd className="grid h-6 min-w-6 place-items-center rounded border border-line bg-sunken px-1.5 font-sans text-xs text-fg">
        {key}
      </kbd>
    </span>
  ));
}

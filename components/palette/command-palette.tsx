'use client';

import { Command } from 'cmdk';
import { CornerDownLeft, Keyboard, Phone } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { type PaletteEntry, pageEntries } from '@/components/palette/entries';
import { useFoundNumbers } from '@/components/palette/use-found-numbers';
import { Dialog } from '@/components/ui/dialog';
import { numberPath } from '@/lib/rentals/format';

interface CommandPaletteProps {
  open: boolean;
  isOperator: boolean;
  onOpenChange: (open: boolean) => void;
  onShortcuts: () => void;
}

const row =
  'flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 text-sm data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-fg';

/** Said to the dialog itself, which else takes the list's frame: React keeps its own autoFocus to itself. */
function focusFirst(input: HTMLInputElement | null): void {
  input?.setAttribute('autofocus', '');
}

/** Finds a page, a number of the account or an action by a few letters, and goes there. */
export function CommandPalette({ open, isOperator, onOpenChange, onShortcuts }: CommandPaletteProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Find a page, number or action">
      <Finder isOperator={isOperator} onDone={() => onOpenChange(false)} onShortcuts={onShortcuts} />
    </Dialog>
  );
}

function Finder({
  isOperator,
  onDone,
  onShortcuts,
}: {
  isOperator: boolean;
  onDone: () => void;
  onShortcuts: () => void;
}) {
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const { numbers, failed, isLoading } = useFoundNumbers(typed);
  const go = (href: Route) => {
    onDone();
    router.push(href);
  };
  return (
    <Command label="Find a page, number or action" loop>
      <Command.Input
        ref={focusFirst}
        value={typed}
        onValueChange={setTyped}
        maxLength={100}
        placeholder="Overview, +91 80 4123, break a carrier …"
        className="control w-full"
      />
      <Command.List className="mt-3 max-h-[50dvh] overflow-y-auto [scroll-padding:0.5rem]">
        <Command.Empty className="px-2 py-6 text-center text-muted">
          {isLoading ? 'Looking …' : 'Nothing fits. Try part of a number, an alias or the name of a page.'}
        </Command.Empty>
        {failed ? (
          <p className="px-2 py-1.5 text-sm text-danger">Your numbers could not be searched just now.</p>
        ) : null}
        {numbers.length > 0 ? (
          <Group heading="Your numbers">
            {numbers.map(({ number, display, alias }) => (
              // The server found it by rules of its own, which the list would not: what was typed is among its words.
              <Command.Item
                key={number}
                value={number}
                keywords={[typed]}
                onSelect={() => go(numberPath(number))}
                className={row}
              >
                <Phone aria-hidden className="size-4 shrink-0 text-muted" />
                <span className="figures">{display}</span>
                {alias ? <span className="min-w-0 truncate text-muted">{alias}</span> : null}
              </Command.Item>
            ))}
          </Group>
        ) : null}
        {pageEntries(isOperator).map(({ heading, entries }) => (
          <Group key={heading} heading={heading}>
            {entries.map((entry) => (
              <EntryItem key={entry.label} entry={entry} onSelect={() => go(entry.href)} />
            ))}
            {heading === 'Actions' ? (
              <Command.Item
                value="Keyboard shortcuts"
                keywords={['help', 'keys']}
                onSelect={onShortcuts}
                className={row}
              >
                <Keyboard aria-hidden className="size-4 shrink-0 text-muted" />
                Keyboard shortcuts
              </Command.Item>
            ) : null}
          </Group>
        ))}
      </Command.List>
      <p className="mt-2 hidden items-center gap-1 text-xs text-muted sm:flex">
        <CornerDownLeft aria-hidden className="size-3" /> opens, arrows move, Esc closes
      </p>
    </Command>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

function EntryItem({ entry, onSelect }: { entry: PaletteEntry; onSelect: () => void }) {
  const { icon: Icon, label, under, words = [] } = entry;
  return (
    <Command.Item value={label} keywords={[under, ...words]} onSelect={onSelect} className={row}>
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      {label}
      {under === label ? null : <span className="ml-auto text-xs text-muted">{under}</span>}
    </Command.Item>
  );
}

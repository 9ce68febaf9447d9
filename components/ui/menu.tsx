'use client';

import type { Route } from 'next';
import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useRef } from 'react';
import { type ButtonLook, buttonClasses } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/cn';

interface MenuProps extends ButtonLook {
  /** The button's name, where its content is an icon. */
  label?: string;
  /** What the button shows. */
  trigger: ReactNode;
  /** MenuItem, MenuLink, MenuChoice, MenuSeparator. */
  children: ReactNode;
  className?: string;
}

const ITEMS = '[role^="menuitem"]:not([aria-disabled="true"])';

/** Rare actions behind a button: arrows, Home, End, a first letter; Escape gives focus back. */
export function Menu({ label, trigger, variant = 'ghost', size = 'md', children, className }: MenuProps) {
  const id = useId();
  const anchor = `--menu-${id.replace(/\W/g, '')}`;
  const list = useRef<HTMLDivElement>(null);

  const items = () => Array.from(list.current?.querySelectorAll<HTMLElement>(ITEMS) ?? []);
  const focusFirst = (event: ToggleEvent) => {
    if (event.newState === 'open') items()[0]?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const all = items();
    const next = targetOf(event.key, all, all.indexOf(document.activeElement as HTMLElement));
    if (event.key === 'Tab') list.current?.hidePopover();
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <>
      <button
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        popoverTarget={id}
        style={{ anchorName: anchor }}
        className={cn(buttonClasses({ variant, size }), className)}
      >
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        popover="auto"
        onToggle={focusFirst}
        onKeyDown={move}
        onClick={(event) =>
          event.target instanceof Element && event.target.closest(ITEMS) && list.current?.hidePopover()
        }
        style={{ positionAnchor: anchor }}
        className="popover-panel min-w-44 p-1"
      >
        {children}
      </div>
    </>
  );
}

function targetOf(key: string, all: HTMLElement[], at: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return all[(at + 1) % all.length];
  if (key === 'ArrowUp') return all.at(at <= 0 ? -1 : at - 1);
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  if (!/^\S$/.test(key)) return undefined;
  const after = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return after.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}

const itemClasses =
  'flex min-h-8 w-full items-center gap-2 rounded-sm px-2 text-left text-sm whitespace-nowrap hover:bg-neutral-soft focus-visible:bg-neutral-soft focus-visible:-outline-offset-2 pointer-coarse:min-h-10 [&_svg]:size-4 [&_svg]:text-muted';

interface MenuItemProps {
  icon?: ReactNode;
  onSelect?: () => void;
  /** Sends the form around it. */
  submit?: boolean;
  tone?: 'plain' | 'danger';
  children: ReactNode;
}

export function MenuItem({ icon, onSelect, submit = false, tone = 'plain', children }: MenuItemProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      role="menuitem"
      tabIndex={-1}
      onClick={onSelect}
      className={cn(itemClasses, tone === 'danger' && 'text-danger')}
    >
      {icon}
      {children}
    </button>
  );
}

export function MenuLink({ href, icon, children }: { href: Route; icon?: ReactNode; children: ReactNode }) {
  return (
    <Link href={href} role="menuitem" tabIndex={-1} className={itemClasses}>
      {icon}
      {children}
    </Link>
  );
}

interface MenuChoiceProps {
  icon?: ReactNode;
  checked: boolean;
  onSelect: () => void;
  children: ReactNode;
}

/** One of several of which exactly one holds. */
export function MenuChoice({ icon, checked, onSelect, children }: MenuChoiceProps) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={checked}
      tabIndex={-1}
      onClick={onSelect}
      className={itemClasses}
    >
      {icon}
      <span className="flex-1">{children}</span>
      <span aria-hidden className={cn('size-1.5 rounded-full', checked && 'bg-accent-fg')} />
    </button>
  );
}

export function MenuSeparator() {
  return <hr className="my-1 border-line" />;
}

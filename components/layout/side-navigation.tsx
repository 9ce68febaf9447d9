'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { isCurrent, type NavigationEntry, navigationFor } from '@/components/layout/navigation';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/cn';

interface SideNavigationProps {
  isOperator: boolean;
  /** Icons only. */
  collapsed?: boolean;
  /** A link was taken, also the one to the page already shown: a drawer closes. */
  onNavigate?: () => void;
}

export function SideNavigation({ isOperator, collapsed = false, onNavigate }: SideNavigationProps) {
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  const Entry = collapsed ? NarrowEntry : WideEntry;
  // Where the list stands belongs to the element: where one is stays in sight, however long the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is what it waits for
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  return (
    <nav ref={nav} aria-label="Main" className="p-2">
      <ul className="grid gap-3">
        {navigationFor(isOperator).map((entry) => (
          <Entry key={entry.label} entry={entry} pathname={pathname} onNavigate={onNavigate} />
        ))}
      </ul>
    </nav>
  );
}

interface EntryProps extends Pick<SideNavigationProps, 'onNavigate'> {
  entry: NavigationEntry;
  pathname: string;
}

const linkClasses = 'flex h-8 items-center gap-2.5 rounded-md px-2 pointer-coarse:h-10';

function WideEntry({ entry, pathname, onNavigate }: EntryProps) {
  const Icon = entry.icon;
  const face = (
    <>
      <Icon aria-hidden className="size-4 shrink-0" />
      {entry.label}
    </>
  );
  if (entry.href) {
    const current = isCurrent(pathname, entry.href);
    return (
      <li>
        <Link
          href={entry.href}
          onClick={onNavigate}
          aria-current={pageIf(current)}
          className={cn(linkClasses, look(current))}
        >
          {face}
        </Link>
      </li>
    );
  }
  return (
    <li>
      <p className="flex h-8 items-center gap-2.5 px-2 text-muted">{face}</p>
      <ul className="ml-4 grid gap-0.5 border-l border-line pl-2">
        {entry.items?.map((item) => {
          const current = isCurrent(pathname, item.href);
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                onClick={onNavigate}
                aria-current={pageIf(current)}
                className={cn(linkClasses, look(current))}
              >
                {item.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </li>
  );
}

/** One icon an entry; a group's icon leads to its first page. */
function NarrowEntry({ entry, pathname }: EntryProps) {
  const Icon = entry.icon;
  const pages = entry.items ?? [{ label: entry.label, href: entry.href }];
  const current = pages.some((page) => isCurrent(pathname, page.href));
  const first = pages[0];
  if (!first) return null;
  return (
    <li>
      <Link
        href={first.href}
        aria-label={entry.label}
        title={entry.label}
        aria-current={current ? 'true' : undefined}
        className={cn('grid size-9 place-items-center rounded-md', look(current))}
      >
        <Icon aria-hidden className="size-4" />
      </Link>
    </li>
  );
}

function pageIf(current: boolean): 'page' | undefined {
  return current ? 'page' : undefined;
}

function look(current: boolean): string {
  return current ? 'bg-neutral-soft font-medium text-fg' : 'text-muted hover:bg-neutral-soft hover:text-fg';
}

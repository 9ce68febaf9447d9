'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { isCurrent, type NavigationGroup, navigation } from '@/components/layout/navigation';
import { cn } from '@/lib/cn';

interface SideNavigationProps {
  /** Icons only. */
  collapsed?: boolean;
  /** A link was taken, also the one to the page already shown: a drawer closes. */
  onNavigate?: () => void;
}

export function SideNavigation({ collapsed = false, onNavigate }: SideNavigationProps) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="flex flex-col gap-4 p-2">
      {navigation.map((group) => (
        <Group key={group.label} group={group} pathname={pathname} collapsed={collapsed} onNavigate={onNavigate} />
      ))}
    </nav>
  );
}

interface GroupProps extends SideNavigationProps {
  group: NavigationGroup;
  pathname: string;
}

function Group({ group, pathname, collapsed, onNavigate }: GroupProps) {
  const Icon = group.icon;
  const first = group.items[0];
  const here = group.items.some((item) => isCurrent(pathname, item.href));
  if (collapsed && first) {
    return (
      <Link
        href={(group.items.find((item) => item.label === 'Active Numbers') ?? first).href}
        aria-label={group.label}
        title={group.label}
        aria-current={here ? 'true' : undefined}
        className={cn('grid size-9 place-items-center rounded-md', entryLook(here))}
      >
        <Icon aria-hidden className="size-4" />
      </Link>
    );
  }
  return (
    <div className="grid gap-0.5">
      <p className="flex h-7 items-center gap-2 px-2 text-xs font-medium text-muted">
        <Icon aria-hidden className="size-3.5" />
        {group.label}
      </p>
      <ul className="grid gap-0.5">
        {group.items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              onClick={onNavigate}
              aria-current={isCurrent(pathname, item.href) ? 'page' : undefined}
              className={cn(
                'flex h-8 items-center rounded-md pr-2 pl-7.5 pointer-coarse:h-10',
                entryLook(isCurrent(pathname, item.href)),
              )}
            >
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function entryLook(current: boolean): string {
  return current ? 'bg-neutral-soft font-medium text-fg' : 'text-muted hover:bg-neutral-soft hover:text-fg';
}

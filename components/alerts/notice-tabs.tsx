import { appHref } from '@/components/layout/app-href';
import { Link } from '@/components/ui/link';
import { unreadText } from '@/lib/alerts/format';
import { cn } from '@/lib/cn';

/** All notices, or the unread ones. */
export function NoticeTabs({ isUnread, unread }: { isUnread: boolean; unread: number }) {
  const tabs = [
    { label: 'All', href: appHref('/notices'), current: !isUnread },
    { label: `Unread (${unreadText(unread)})`, href: appHref('/notices', 'unread=true'), current: isUnread },
  ];
  return (
    <nav aria-label="Which notices" className="mb-3">
      <ul className="flex gap-1">
        {tabs.map(({ label, href, current }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={current ? 'page' : undefined}
              className={cn(
                'flex h-8 items-center rounded-md px-3 pointer-coarse:h-10',
                current ? 'bg-neutral-soft font-medium text-fg' : 'text-muted hover:bg-neutral-soft hover:text-fg',
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

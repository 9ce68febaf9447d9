import type { Route } from 'next';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/cn';

interface GroupTabsProps {
  label: string;
  tabs: readonly { href: Route; text: string; isCurrent: boolean }[];
}

/** One group of a list at a time; the address holds which. */
export function GroupTabs({ label, tabs }: GroupTabsProps) {
  return (
    <nav aria-label={label} className="mb-3">
      <ul className="flex flex-wrap gap-1">
        {tabs.map(({ href, text, isCurrent }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent ? 'page' : undefined}
              className={cn(
                'figures flex h-8 items-center rounded-md px-3 pointer-coarse:h-10',
                isCurrent ? 'bg-neutral-soft font-medium text-fg' : 'text-muted hover:bg-neutral-soft hover:text-fg',
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/lib/cn';

interface TabsProps {
  /** What the tabs choose between. */
  label: string;
  items: readonly {
    label: string;
    href: Route /** Set where the path alone does not tell. */;
    current?: boolean;
    count?: number;
  }[];
}

/** Views of one thing, each with its own address: links, so Back and a new window work. */
export function Tabs({ label, items }: TabsProps) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className="-mb-px overflow-x-auto border-b border-line">
      <ul className="flex gap-4">
        {items.map(({ href, label: text, current = pathname === href, count }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={current ? 'page' : undefined}
              className={cn(
                'flex h-9 items-center gap-1.5 border-b-2 whitespace-nowrap focus-visible:-outline-offset-2',
                current ? 'border-accent font-medium text-fg' : 'border-transparent text-muted hover:text-fg',
              )}
            >
              {text}
              {count === undefined ? null : <span className="figures text-xs text-muted">{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import type { Route } from 'next';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/cn';

const TABS = [
  { label: 'Balance', href: '/billing' },
  { label: 'Spend', href: '/billing/spend' },
  { label: 'Statements', href: '/billing/statements' },
] as const satisfies { label: string; href: Route }[];

export function BillingTabs({ current }: { current: (typeof TABS)[number]['href'] }) {
  return <TabRow label="Billing pages" tabs={TABS.map((tab) => ({ ...tab, isCurrent: tab.href === current }))} />;
}

interface TabRowProps {
  label: string;
  tabs: readonly { label: string; href: Route; isCurrent: boolean }[];
}

/** Pages, or ways to see one, beside each other. */
export function TabRow({ label, tabs }: TabRowProps) {
  return (
    <nav aria-label={label} className="print:hidden">
      <ul className="flex flex-wrap gap-1">
        {tabs.map(({ label: name, href, isCurrent }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent ? 'page' : undefined}
              className={cn(
                'flex h-8 items-center rounded-md px-3 pointer-coarse:h-10',
                isCurrent ? 'bg-neutral-soft font-medium text-fg' : 'text-muted hover:bg-neutral-soft hover:text-fg',
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

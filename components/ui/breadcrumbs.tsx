import { ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import { Link } from '@/components/ui/link';

interface BreadcrumbsProps {
  /** From the top down; the last one is this page and has no link. */
  items: readonly { label: string; href?: Route }[];
}

export function Breadcrumbs({ items }: BreadcrumbsProps) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
        {items.map(({ label, href }, index) => (
          <li key={label} className="flex min-h-6 items-center gap-1">
            {index > 0 ? <ChevronRight aria-hidden className="size-3.5 shrink-0" /> : null}
            {href ? (
              <Link href={href} className="rounded-sm py-0.5 whitespace-nowrap hover:text-fg hover:underline">
                {label}
              </Link>
            ) : (
              <span aria-current="page" className="whitespace-nowrap text-fg">
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

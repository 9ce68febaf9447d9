import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface DescriptionListProps {
  items: readonly { term: ReactNode; value: ReactNode; key?: string }[];
  /** rows: term left, value right on one line. grid: terms over values in columns. */
  layout?: 'rows' | 'grid';
  className?: string;
}

export function DescriptionList({ items, layout = 'rows', className }: DescriptionListProps) {
  if (layout === 'grid') {
    return (
      <dl className={cn('grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-x-6 gap-y-4', className)}>
        {items.map(({ key, term, value }, index) => (
          <div key={key ?? index} className="min-w-0">
            <dt className="text-xs text-muted">{term}</dt>
            <dd className="mt-0.5">{value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <dl className={cn('divide-y divide-line', className)}>
      {items.map(({ key, term, value }, index) => (
        <div key={key ?? index} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[minmax(7rem,1fr)_2fr]">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

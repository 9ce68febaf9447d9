'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useId } from 'react';
import { PAGE_SIZES, type PageSize, pageCountOf, rowSpan } from '@/components/data-table/table-params';
import { appHref } from '@/components/layout/app-href';
import { Pagination } from '@/components/ui/pagination';
import { Select } from '@/components/ui/select';

export interface TableCounts {
  page: number;
  size: number;
  total: number;
  /** Rows on this page. */
  shown: number;
  /** What is counted: ["number", "numbers"]. */
  noun: readonly [one: string, many: string];
}

interface TableFooterProps extends TableCounts {
  caption: string;
  onSizeChange: (size: PageSize) => void;
  onPageChange: (page: number) => void;
}

export function TableFooter({ caption, onSizeChange, onPageChange, ...counts }: TableFooterProps) {
  const pathname = usePathname();
  const params = useSearchParams();
  const id = useId();
  const { page, size, total } = counts;
  const pageCount = pageCountOf(total, size);

  // From beyond the end (rows were released meanwhile) back leads to the last page there is.
  const targets = { previous: Math.min(page - 1, pageCount), next: page + 1 };

  const hrefOf = (target: number) => {
    if (target < 1 || target > pageCount) return null;
    const next = new URLSearchParams(params);
    if (target === 1) next.delete('page');
    else next.set('page', String(target));
    return appHref(pathname, next);
  };

  return (
    <Pagination
      label={`${caption}, pages`}
      summary={countSentence(counts)}
      previous={hrefOf(targets.previous)}
      next={hrefOf(targets.next)}
      onStep={(step) => onPageChange(targets[step])}
      position={{ page, pageCount }}
      className="px-4 py-2.5"
    >
      <span className="flex items-center gap-2 text-muted">
        <label htmlFor={id}>Rows per page</label>
        <Select
          id={id}
          fit
          className="h-7 text-sm"
          value={size}
          onChange={(event) => {
            const chosen = PAGE_SIZES.find((choice) => String(choice) === event.target.value);
            if (chosen) onSizeChange(chosen);
          }}
        >
          {PAGE_SIZES.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </Select>
      </span>
    </Pagination>
  );
}

/** "26 to 50 of 1,204 numbers". */
export function countSentence({ page, size, total, shown, noun }: TableCounts): string {
  const [from, to] = rowSpan(page, size, shown);
  const things = noun[total === 1 ? 0 : 1];
  if (shown === 0) return total === 0 ? `No ${noun[1]}` : `Nothing on this page of ${count(total)} ${things}`;
  return `${count(from)} to ${count(to)} of ${count(total)} ${things}`;
}

const grouping = new Intl.NumberFormat('en');

function count(value: number): string {
  return grouping.format(value);
}

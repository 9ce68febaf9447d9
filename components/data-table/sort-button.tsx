import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { cn } from '@/lib/cn';

interface SortButtonProps {
  label: string;
  sorted: 'ascending' | 'descending' | undefined;
  align: 'start' | 'end' | undefined;
  onPress: () => void;
}

/** The header of a column that can be sorted; the table cell around it carries aria-sort. */
export function SortButton({ label, sorted, align, onPress }: SortButtonProps) {
  const Icon = sorted === 'descending' ? ArrowDown : sorted === 'ascending' ? ArrowUp : ChevronsUpDown;
  return (
    <button
      type="button"
      onClick={onPress}
      className={cn(
        'group/sort -mx-1.5 inline-flex h-6 items-center gap-1 rounded-sm px-1.5 font-medium hover:bg-neutral-soft hover:text-fg',
        sorted && 'text-fg',
        align === 'end' && 'flex-row-reverse',
      )}
    >
      {label}
      <Icon
        aria-hidden
        className={cn(
          'size-3.5 shrink-0',
          !sorted && 'opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100',
        )}
      />
    </button>
  );
}

import type { ComponentPropsWithRef, ReactNode, Ref } from 'react';
import { cn } from '@/lib/cn';

export type Density = 'regular' | 'dense';

interface TableProps {
  /** The table's name; also names the region that scrolls. */
  caption: string;
  /** Show the caption above the table instead of keeping it for screen readers. */
  showCaption?: boolean;
  density?: Density;
  /** The header row stays while the body scrolls inside the region (long lists). */
  sticky?: boolean;
  busy?: boolean;
  className?: string;
  /** The region that scrolls. */
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}

/**
 * A native table in its own scroll region: too wide, it scrolls there (by keyboard too) and never
 * moves the page sideways.
 */
export function Table({
  caption,
  showCaption = false,
  density = 'regular',
  sticky = false,
  busy = false,
  className,
  ref,
  children,
}: TableProps) {
  return (
    // A group, not a landmark: the card around it is one already.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div
      ref={ref}
      role="group"
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={cn(
        'relative min-w-0 overflow-x-auto focus-visible:-outline-offset-2',
        sticky && 'md:tall:max-h-[calc(100dvh-19rem)] md:tall:overflow-y-auto scroll-pt-12 scroll-pl-44',
      )}
    >
      <table
        aria-busy={busy || undefined}
        data-density={density}
        className={cn(
          'group/table w-full border-separate border-spacing-0 text-left text-sm',
          busy && 'opacity-60 transition-opacity delay-150',
          className,
        )}
      >
        <caption className={showCaption ? 'px-4 py-3 text-left text-base font-semibold' : 'sr-only'}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return <thead className="[&_th]:sticky [&_th]:top-0 [&_th]:z-10">{children}</thead>;
}

export function TableBody(props: ComponentPropsWithRef<'tbody'>) {
  return <tbody {...props} />;
}

export function TableRow({ className, ...rest }: ComponentPropsWithRef<'tr'>) {
  return <tr {...rest} className={cn('group/row [tbody_&]:hover:bg-hover', className)} />;
}

interface CellLook {
  /** end: figures, lined up at the right. */
  align?: 'start' | 'end';
  /** Stays at the left edge while the rest scrolls sideways. */
  pinned?: boolean;
}

const cellEdge = 'border-b border-line px-2 first:pl-4 last:pr-4';
const pinnedEdge = 'sticky left-0 z-[1] border-r bg-surface group-hover/row:bg-hover';

/** A column header. */
export function TableHeader({
  align = 'start',
  pinned = false,
  className,
  ...rest
}: Omit<ComponentPropsWithRef<'th'>, 'align'> & CellLook) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        cellEdge,
        'h-9 bg-canvas text-xs font-medium whitespace-nowrap text-muted shadow-[1px_0_0_var(--canvas)]',
        align === 'end' && 'text-right',
        pinned && 'left-0 z-20! border-r',
        className,
      )}
    />
  );
}

/** The cell that names its row. */
export function TableRowHeader({
  pinned = false,
  align = 'start',
  className,
  ...rest
}: Omit<ComponentPropsWithRef<'th'>, 'align'> & CellLook) {
  return (
    <th
      scope="row"
      {...rest}
      className={cn(
        cellEdge,
        'h-10 font-medium whitespace-nowrap [&>a]:py-2 group-data-[density=dense]/table:h-8 group-last/row:border-b-0',
        align === 'end' && 'text-right',
        pinned && pinnedEdge,
        className,
      )}
    />
  );
}

export function TableCell({
  align = 'start',
  pinned = false,
  className,
  ...rest
}: Omit<ComponentPropsWithRef<'td'>, 'align'> & CellLook) {
  return (
    <td
      {...rest}
      className={cn(
        cellEdge,
        'h-10 group-data-[density=dense]/table:h-8 group-last/row:border-b-0',
        align === 'end' && 'figures text-right',
        pinned && pinnedEdge,
        className,
      )}
    />
  );
}

import { cn } from '@/lib/cn';

/** A grey stand-in of the same size as what is loading. Give it width and height by class. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block h-4 rounded-sm bg-neutral-soft', className)} />;
}

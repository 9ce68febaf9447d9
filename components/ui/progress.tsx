import { cn } from '@/lib/cn';

interface ProgressProps {
  label: string;
  value: number;
  max?: number;
  className?: string;
}

/** A bar for work whose end is known. */
export function Progress({ label, value, max = 100, className }: ProgressProps) {
  const share = Math.min(1, Math.max(0, value / max));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.round(share * max)}
      className={cn('h-1.5 overflow-hidden rounded-sm bg-neutral-line', className)}
    >
      <div className="h-full bg-accent transition-[width] duration-150" style={{ width: `${share * 100}%` }} />
    </div>
  );
}

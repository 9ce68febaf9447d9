import { cn } from '@/lib/cn';

/** Two lines, one behind the other: the number and the one that takes over. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cn('size-6 shrink-0', className)}>
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <path d="M5.5 9h5c2 0 3 6 5 6h3" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
      <path d="M5.5 15h4M14.5 9h4" stroke="#fff" strokeOpacity="0.6" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

import type { ReactNode } from 'react';
import { type Tone, toneSoft } from '@/components/ui/tone';
import { cn } from '@/lib/cn';

interface BadgeProps {
  tone?: Tone;
  /** A 12 px icon before the word. */
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A short fact about a thing (a type, a requirement). For the state of a thing use StateBadge. */
export function Badge({ tone = 'neutral', icon, className, children }: BadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center gap-1 rounded-sm border px-1.5 align-top text-xs font-medium whitespace-nowrap [&_svg]:size-3',
        toneSoft[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}

import { type StateOf, stateLook } from '@/components/ui/states';
import { cn } from '@/lib/cn';

type StateBadgeProps = StateOf & {
  /** plain: icon and word, for table cells. soft: on a tinted ground, for headers and cards. */
  appearance?: 'plain' | 'soft';
  /** Says whose state it is where the word alone would not, for instance "HA". */
  prefix?: string;
  className?: string;
};

export function StateBadge({ appearance = 'plain', prefix, className, ...of }: StateBadgeProps) {
  const { word, icon: Icon, ink, soft } = stateLook(of);
  return (
    <span
      data-state={of.state}
      className={cn(
        'inline-flex items-center gap-1.5 align-top whitespace-nowrap',
        appearance === 'soft' && `h-6 align-middle rounded-sm px-2 text-sm font-medium ${soft} ${ink}`,
        className,
      )}
    >
      <Icon aria-hidden className={cn('size-3.5 shrink-0', ink)} />
      {prefix ? `${prefix} ${word.toLowerCase()}` : word}
    </span>
  );
}

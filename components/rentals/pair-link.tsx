import { TriangleAlert } from 'lucide-react';
import { stateLook } from '@/components/ui/states';
import { cn } from '@/lib/cn';
import type { PairState } from '@/lib/provisioning/types';

interface PairLinkProps {
  state: PairState;
  /** Under the line: how the pair stands. */
  word: string;
  isAtRisk?: boolean;
}

/** The line between the two numbers of a pair. Drawn whole when the fallback is ready, dashed while it is not. */
export function PairLink({ state, word, isAtRisk = false }: PairLinkProps) {
  const { icon: StateIcon, ink, soft } = stateLook({ kind: 'pair', state });
  const Icon = isAtRisk ? TriangleAlert : StateIcon;
  const tint = isAtRisk ? 'text-warn' : ink;
  const line = state === 'active' ? 'border-solid' : 'border-dashed';
  return (
    <div className={cn('relative grid min-h-18 place-items-center sm:min-h-0', tint)}>
      <span
        aria-hidden
        className={cn(
          'absolute inset-y-0 left-1/2 -translate-x-1/2 border-l-2 border-current sm:inset-x-0 sm:top-1/2 sm:bottom-auto sm:left-0 sm:translate-x-0 sm:-translate-y-1/2 sm:border-t-2 sm:border-l-0',
          line,
        )}
      />
      <Plug className="top-0 left-1/2 -translate-1/2 sm:top-1/2 sm:left-0" />
      <Plug className="bottom-0 left-1/2 -translate-x-1/2 translate-y-1/2 sm:top-1/2 sm:right-0 sm:bottom-auto sm:left-auto sm:translate-x-1/2 sm:-translate-y-1/2" />
      <span className="relative rounded-full bg-surface p-1">
        <span className={cn('grid size-8 place-items-center rounded-full', isAtRisk ? 'bg-warn-soft' : soft)}>
          <Icon aria-hidden className="size-4" />
        </span>
      </span>
      <span className="absolute top-1/2 left-1/2 w-max -translate-y-1/2 pl-7 text-xs font-medium sm:left-0 sm:w-full sm:translate-y-6 sm:px-1 sm:text-center">
        {word}
      </span>
    </div>
  );
}

function Plug({ className }: { className: string }) {
  return <span aria-hidden className={cn('absolute z-[1] size-2 rounded-full bg-current', className)} />;
}

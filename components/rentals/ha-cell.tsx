import { TriangleAlert } from 'lucide-react';
import { NumberLink } from '@/components/rentals/number-link';
import { StateBadge } from '@/components/ui/state-badge';
import { stateLook } from '@/components/ui/states';
import { cn } from '@/lib/cn';
import type { RentalPair } from '@/lib/rentals/types';

/** How a number stands towards high availability: what is up with its pair, and the number it is paired with. */
export function HaCell({ pair, offersHa }: { pair: RentalPair | null; offersHa: boolean }) {
  if (!pair) {
    if (!offersHa) return <span className="text-muted">Automatic</span>;
    return <StateBadge kind="pair" state="off" />;
  }
  const { icon: StateIcon, ink, word } = stateLook({ kind: 'pair', state: pair.state });
  const Icon = pair.atRiskReason ? TriangleAlert : StateIcon;
  const partner = pair.role === 'primary' ? 'backed by ' : 'fallback of ';
  const isQuiet = pair.state === 'active' && !pair.atRiskReason && pair.other !== null;
  return (
    <span className="flex items-center gap-1.5" title={pair.atRiskReason ?? undefined}>
      <Icon aria-hidden className={cn('size-3.5 shrink-0', pair.atRiskReason ? 'text-warn' : ink)} />
      {isQuiet ? <span className="sr-only">{word}, </span> : <span>{pair.atRiskReason ? 'At risk' : word}</span>}
      {pair.other && pair.state !== 'failed' ? (
        <span className="text-muted">
          {isQuiet ? sentenceCase(partner) : `· ${partner}`}
          <NumberLink {...pair.other} />
        </span>
      ) : null}
    </span>
  );
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { TriangleAlert } from 'lucide-react';
import { NumberLink } from '@/components/rentals/number-link';
import { StateBadge } from '@/components/ui/state-badge';
import type { RentalPair } from '@/lib/rentals/types';

/** How a number stands towards high availability: its pair's state and the number it is paired with. */
export function HaCell({ pair, offersHa }: { pair: RentalPair | null; offersHa: boolean }) {
  if (!pair) {
    if (!offersHa) return <span className="text-muted">Automatic</span>;
    return <StateBadge kind="pair" state="off" />;
  }
  return (
    <span className="inline-flex items-center gap-3" title={pair.atRiskReason ?? undefined}>
      {pair.atRiskReason ? (
        <span className="inline-flex items-center gap-1.5">
          <TriangleAlert aria-hidden className="size-3.5 shrink-0 text-warn" />
          At risk
        </span>
      ) : (
        <StateBadge kind="pair" state={pair.state} />
      )}
      {pair.other ? (
        <span className="text-muted">
          {pair.role === 'primary' ? 'backed by ' : 'fallback of '}
          <NumberLink {...pair.other} />
        </span>
      ) : null}
    </span>
  );
}

import { Link } from '@/components/ui/link';
import { numberPath } from '@/lib/rentals/format';

/** A number that leads to its page; never wrapped. */
export function NumberLink({ number, display }: { number: string; display: string }) {
  return (
    <Link href={numberPath(number)} prefetch={false} className="figures link">
      {display}
    </Link>
  );
}

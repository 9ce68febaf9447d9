import { Link } from '@/components/ui/link';
import { formatInstant } from '@/lib/datetime';
import type { OtherIncident } from '@/lib/network/types';

interface SameFaultProps {
  partOf: OtherIncident | null;
  parts: readonly OtherIncident[];
  timeZone: string;
}

/** Other incidents of the same fault: it is often found on one destination first and then on the whole trunk. */
export function SameFault({ partOf, parts, timeZone }: SameFaultProps) {
  const others = partOf ? [partOf] : parts;
  if (others.length === 0) return null;
  return (
    <p className="mt-4 border-t border-line pt-3 text-sm">
      {partOf ? 'Part of the incident that was open on this trunk already, of ' : 'The same fault opened more: '}
      {others.map(({ id, openedAt }, index) => (
        <span key={id}>
          {index > 0 ? ', ' : null}
          <Link href={`/voice/incidents/${id}`} className="link figures">
            {formatInstant(openedAt, timeZone)}
          </Link>
        </span>
      ))}
      .
    </p>
  );
}

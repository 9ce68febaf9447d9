import { CircleCheck, TriangleAlert } from 'lucide-react';
import { Card } from '@/components/ui/card';

interface CapacityCardProps {
  lines: readonly { sentence: string; fits: boolean }[];
}

/** Whether the fallback carriers have the channels if a carrier fails; for the operator. */
export function CapacityCard({ lines }: CapacityCardProps) {
  if (lines.length === 0) return null;
  return (
    <Card
      id="capacity"
      title="Room at the fallback carriers"
      description="Over all accounts, at the busiest minute of the last 7 days."
    >
      <ul className="grid gap-1.5">
        {lines.map(({ sentence, fits }) => (
          <li key={sentence} className="flex items-start gap-2">
            {fits ? (
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
            ) : (
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
            )}
            <span>
              {sentence}
              {fits ? null : <span className="font-medium text-danger"> Not enough room.</span>}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

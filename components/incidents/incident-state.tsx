import { CircleCheck, Siren } from 'lucide-react';
import { Badge } from '@/components/ui/badge';

export function IncidentState({ isOpen }: { isOpen: boolean }) {
  return isOpen ? (
    <Badge tone="danger" icon={<Siren aria-hidden />}>
      Open
    </Badge>
  ) : (
    <Badge tone="ok" icon={<CircleCheck aria-hidden />}>
      Closed
    </Badge>
  );
}

import { LifeBuoy, Split } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { failoverWords } from '@/lib/calls/format';
import type { CallSummary } from '@/lib/calls/types';

/** What a call owes to failover; nothing when it went its first way. */
export function FailoverBadge({
  call,
}: {
  call: Pick<CallSummary, 'failedOver' | 'saved' | 'fromNumber' | 'presentedNumber'>;
}) {
  const words = failoverWords(call);
  if (!words) return null;
  return (
    <Badge tone={call.saved ? 'ok' : 'info'} icon={call.saved ? <LifeBuoy aria-hidden /> : <Split aria-hidden />}>
      {words}
    </Badge>
  );
}

import { Badge } from '@/components/ui/badge';
import { DELIVERY_STATE_WORDS } from '@/lib/webhooks/format';
import type { DeliveryState } from '@/lib/webhooks/types';

const TONES = { pending: 'info', delivered: 'ok', failed: 'danger', canceled: 'neutral' } as const;

interface DeliveryStateBadgeProps {
  state: DeliveryState;
  /** It was tried before and is tried again. */
  isRetried?: boolean;
}

export function DeliveryStateBadge({ state, isRetried = false }: DeliveryStateBadgeProps) {
  if (state === 'pending' && isRetried) return <Badge tone="warn">Retrying</Badge>;
  return <Badge tone={TONES[state]}>{DELIVERY_STATE_WORDS[state]}</Badge>;
}

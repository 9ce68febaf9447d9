import { Alert } from '@/components/ui/alert';
import type { ItemReason } from '@/lib/compliance/types';

/** Why an item came back, until it is looked at again. */
export function ItemNote({ reason }: { reason: ItemReason | undefined }) {
  if (!reason) return null;
  return reason.isCorrected ? (
    <Alert tone="info" title="Changed since it was rejected">
      {reason.reason}
    </Alert>
  ) : (
    <Alert tone="danger" title="Rejected">
      {reason.reason}
    </Alert>
  );
}

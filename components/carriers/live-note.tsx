'use client';

import { useLiveMoment } from '@/components/carriers/live-network';
import { Alert } from '@/components/ui/alert';

/** Says when the figures stand still. */
export function LiveNote() {
  const { isAway, view } = useLiveMoment();
  if (!isAway) return null;
  return (
    <Alert tone="warn" title="Live figures are interrupted" className="mb-4">
      {view
        ? 'The call agent is not to be heard. What is shown is the last that it told; this page goes on by itself.'
        : 'The call agent is not to be heard. States are those that were last written down; this page goes on by itself.'}
    </Alert>
  );
}

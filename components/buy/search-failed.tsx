'use client';

import { useRouter } from 'next/navigation';
import { FailedState } from '@/components/layout/failed-state';

export function SearchFailed({ requestId }: { requestId: string }) {
  const router = useRouter();
  return (
    <FailedState title="The search could not be run" requestId={requestId} onRetry={() => router.refresh()}>
      Nothing was changed. Try again in a moment.
    </FailedState>
  );
}

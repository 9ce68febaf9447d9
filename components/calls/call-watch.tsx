'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useCallProgress } from '@/components/calls/use-call-progress';
import type { CallStateName } from '@/lib/calls/types';

interface CallWatchProps {
  uuid: string;
  /** As the page shows them. */
  state: CallStateName;
  attemptCount: number;
}

/** Renders nothing; reloads the page of a call with every step that the call takes. */
export function CallWatch({ uuid, state, attemptCount }: CallWatchProps) {
  const router = useRouter();
  const { progress } = useCallProgress(uuid);
  const isBehind = progress !== null && (progress.state !== state || progress.attempts.length !== attemptCount);
  // Syncs the server's page with the call.
  useEffect(() => {
    if (isBehind) router.refresh();
  }, [isBehind, router]);
  return null;
}

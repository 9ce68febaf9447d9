'use client';

import { FailedState } from '@/components/layout/failed-state';
import { Page } from '@/components/layout/page';

interface ConsoleErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** The page failed, the navigation around it did not. */
export default function ConsoleError({ error, reset }: ConsoleErrorProps) {
  return (
    <Page>
      <FailedState title="This page could not be shown" requestId={error.digest} onRetry={reset}>
        If it happens again, tell your operator{error.digest ? ' the id below.' : '.'}
      </FailedState>
    </Page>
  );
}

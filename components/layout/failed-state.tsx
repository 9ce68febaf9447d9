'use client';

import { RotateCw } from 'lucide-react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';

interface FailedStateProps {
  title: string;
  /** What the person can do. */
  children?: React.ReactNode;
  /** The id under which the log knows what happened. */
  requestId?: string | undefined;
  onRetry?: () => void;
}

/** Something that should have been here could not be fetched. */
export function FailedState({ title, children, requestId, onRetry }: FailedStateProps) {
  return (
    <Alert
      tone="danger"
      live
      title={title}
      actions={
        onRetry ? (
          <Button size="sm" onClick={onRetry}>
            <RotateCw aria-hidden />
            Try again
          </Button>
        ) : undefined
      }
    >
      {children}
      {requestId ? (
        <p className="mt-1 text-xs text-muted">
          Request id <span className="font-mono select-all">{requestId}</span>
        </p>
      ) : null}
    </Alert>
  );
}

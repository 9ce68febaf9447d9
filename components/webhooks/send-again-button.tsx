'use client';

import { RotateCw } from 'lucide-react';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { sendAgainAction } from '@/lib/webhooks/actions';

interface SendAgainButtonProps {
  deliveryId: string;
  /** It waits for its next attempt anyway. */
  isWaiting: boolean;
}

export function SendAgainButton({ deliveryId, isWaiting }: SendAgainButtonProps) {
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const send = async () => {
    const outcome = await sendAgainAction({ deliveryId }).catch(() => null);
    setError(outcome === null ? 'The server could not be reached. Try again.' : outcome.serverError?.message);
  };
  return (
    <div className="grid gap-1">
      <Button variant="primary" pending={pending} onClick={() => startTransition(send)}>
        <RotateCw aria-hidden />
        {isWaiting ? 'Send now' : 'Send again'}
      </Button>
      {error ? <FieldError>{error}</FieldError> : null}
    </div>
  );
}

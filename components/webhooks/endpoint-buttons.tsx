'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { appHref } from '@/components/layout/app-href';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { FieldError } from '@/components/ui/field';
import { removeEndpointAction, sendTestAction, switchEndpointAction } from '@/lib/webhooks/actions';

interface EndpointButtonsProps {
  endpointId: string;
  url: string;
  isEnabled: boolean;
}

const UNREACHABLE = 'The server could not be reached. Check the connection and try again.';

export function EndpointButtons({ endpointId, url, isEnabled }: EndpointButtonsProps) {
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [isTesting, startTest] = useTransition();
  const [isSwitching, startSwitch] = useTransition();
  const test = async () => {
    const outcome = await sendTestAction({ endpointId }).catch(() => null);
    setError(outcome === null ? UNREACHABLE : outcome.serverError?.message);
    // Its page shows the answer as it comes.
    if (outcome?.data) router.push(appHref(`/developers/webhooks/${outcome.data.deliveryId}`));
  };
  const change = async () => {
    const outcome = await switchEndpointAction({ endpointId, isEnabled: !isEnabled }).catch(() => null);
    setError(outcome === null ? UNREACHABLE : outcome.serverError?.message);
  };
  const remove = async () => {
    const { serverError } = await removeEndpointAction({ endpointId });
    return serverError && { error: serverError.message };
  };
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap gap-2">
        {isEnabled ? (
          <Button size="sm" pending={isTesting} aria-label={`Send test to ${url}`} onClick={() => startTest(test)}>
            Send test
          </Button>
        ) : null}
        <Button
          size="sm"
          pending={isSwitching}
          aria-label={`${isEnabled ? 'Disable' : 'Enable'} ${url}`}
          onClick={() => startSwitch(change)}
        >
          {isEnabled ? 'Disable' : 'Enable'}
        </Button>
        <ConfirmDialog
          trigger={{ children: 'Remove', size: 'sm', 'aria-label': `Remove ${url}` }}
          title="Remove this endpoint?"
          description="Nothing more is sent to it, and what waits for it is cancelled. Its delivery log stays for 30 days."
          confirmLabel="Remove endpoint"
          onConfirm={remove}
        >
          <p className="font-mono text-sm break-all">{url}</p>
        </ConfirmDialog>
      </div>
      {error ? <FieldError>{error}</FieldError> : null}
    </div>
  );
}

'use client';

import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { signOutEverywhereAction } from '@/lib/auth/actions';

async function signOutEverywhere() {
  const { serverError } = await signOutEverywhereAction();
  return serverError && { error: serverError.message };
}

export function SessionsCard() {
  return (
    <Card
      id="sessions"
      title="Sessions"
      description="Lost a device, or signed in on one that is not yours? End every session at once."
      actions={
        <ConfirmDialog
          trigger={{ children: 'Sign out everywhere' }}
          title="Sign out everywhere?"
          description="Every browser you are signed in with is signed out at once, this one too. Sign in again with your password."
          confirmLabel="Sign out everywhere"
          onConfirm={signOutEverywhere}
        />
      }
    />
  );
}

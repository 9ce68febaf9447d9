'use client';

import { unstable_rethrow } from 'next/navigation';
import { useState, useTransition } from 'react';

interface Outcome<Data> {
  data?: Data | undefined;
  serverError?: { message: string; code?: string } | undefined;
}

export interface Refusal {
  message: string;
  code: string | undefined;
}

const UNREACHABLE = { message: 'The server could not be reached. Check the connection and try again.' };

/**
 * A dialog that asks before an action: open or not, busy or not, and why it was refused. What was
 * chosen in the dialog goes to `send`.
 */
export function useConfirmation<Data, Choice = void>(
  send: (choice: Choice) => Promise<Outcome<Data>>,
  onDone: (data: Data | undefined) => void,
) {
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [pending, startTransition] = useTransition();
  const change = (next: boolean) => {
    setOpen(next);
    setRefusal(undefined);
  };
  const confirm = (choice: Choice) =>
    startTransition(async () => {
      const { data, serverError } = await send(choice).catch((error: unknown): Outcome<Data> => {
        unstable_rethrow(error);
        return { serverError: UNREACHABLE };
      });
      if (serverError) {
        setRefusal({ message: serverError.message, code: serverError.code });
        return;
      }
      onDone(data);
      // Closes together with the page that the action changed: nobody sees the old state again.
      startTransition(() => setOpen(false));
    });
  return { open, change, confirm, pending, refusal };
}

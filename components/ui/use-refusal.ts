import { unstable_rethrow } from 'next/navigation';
import { useState, useTransition } from 'react';

interface Outcome {
  serverError?: { message: string } | undefined;
}

/** Sends an action from a button: whether it is under way, and the sentence when it was refused. */
export function useRefusal<Input>(send: (input: Input) => Promise<Outcome | undefined>) {
  const [pending, startTransition] = useTransition();
  const [refusal, setRefusal] = useState<string>();
  const act = (input: Input) =>
    startTransition(async () => {
      try {
        const outcome = await send(input);
        setRefusal(outcome?.serverError?.message);
      } catch (error) {
        unstable_rethrow(error);
        setRefusal('The server could not be reached. Check the connection and try again.');
      }
    });
  return { pending, refusal, act };
}

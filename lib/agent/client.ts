import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { currentRequestId } from '@/lib/log-fields';
import { agentAddress } from './address';
import { type placeCallBody, placedAnswer, problemAnswer } from './protocol';

const TIMEOUT_MS = 3_000;

async function ask(path: string, init: { method: string; body?: unknown }): Promise<unknown> {
  const away = (cause: unknown) =>
    new AppError(
      'unavailable',
      'Calls cannot be placed or ended right now: the agent does not answer. Try again in a few seconds.',
      {
        cause,
      },
    );
  const { url, secret } = await agentAddress().catch((error: unknown) => {
    throw away(error);
  });
  const response = await fetch(`${url}${path}`, {
    method: init.method,
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      'x-request-id': currentRequestId(),
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  }).catch((error: unknown) => {
    throw away(error);
  });
  const answer: unknown = await response.json().catch((error: unknown) => {
    throw away(error);
  });
  if (response.ok) return answer;
  const problem = problemAnswer.safeParse(answer).data?.problem;
  if (response.status !== 400 || !problem) throw away(answer);
  throw new AppError('invalid_input', problem);
}

/**
 * Has the agent place a call; answers once its record is safe.
 * @throws AppError `unavailable` when the agent does not answer, `invalid_input` when it does not understand
 */
export async function askToPlaceCall(order: z.input<typeof placeCallBody>): Promise<z.infer<typeof placedAnswer>> {
  return placedAnswer.parse(await ask('/calls', { method: 'POST', body: order }));
}

/**
 * Has the agent hang a call up, or cancel one that waits; false when the account has none such.
 * @throws AppError `unavailable` when the agent does not answer
 */
export async function askToEndCall(call: { uuid: string; accountId: string; onlyQueued: boolean }): Promise<boolean> {
  const query = new URLSearchParams({ accountId: call.accountId, only: call.onlyQueued ? 'queued' : 'any' });
  const answer = await ask(`/calls/${encodeURIComponent(call.uuid)}?${query}`, { method: 'DELETE' });
  return z.object({ wasInProgress: z.boolean() }).parse(answer).wasInProgress;
}

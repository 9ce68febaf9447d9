import 'server-only';
import { createSafeActionClient } from 'next-safe-action';
import { ZodError, z } from 'zod';
import { clientAddress, requireSession, type Session } from '@/lib/auth';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError, type ErrorCode } from '@/lib/errors';
import { notifyAccount } from '@/lib/events';
import { invalidInput, problemSentence } from '@/lib/invalid-input';
import { log } from '@/lib/log';
import { currentRequestId } from '@/lib/log-fields';

/** What a form gets back when an action did not happen. */
export interface ActionError {
  code: ErrorCode | 'internal';
  /** Shown as it is. */
  message: string;
  /** The input field it is about. */
  field?: string;
  requestId: string;
}

function refusal(error: AppError, requestId: string): ActionError {
  return { code: error.code, message: error.message, ...(error.field && { field: error.field }), requestId };
}

function toActionError(error: Error, requestId: string, action: string): ActionError {
  if (error instanceof AppError) return refusal(error, requestId);
  if (error instanceof ZodError) return refusal(invalidInput(error), requestId);
  log.error({ err: error, requestId, action }, 'action failed');
  const message = `Something went wrong. Try again; if it happens again, quote request ${requestId}.`;
  return { code: 'internal', message, requestId };
}

/** The first problem in next-safe-action's error tree, depth first: its sentence and the path of its field. */
function firstProblem(tree: unknown, path: string[] = []): { message: string; field?: string } | null {
  if (typeof tree !== 'object' || tree === null) return null;
  if ('_errors' in tree && Array.isArray(tree._errors) && typeof tree._errors[0] === 'string') {
    const field = path.length > 0 ? path.join('.') : undefined;
    return { message: problemSentence(tree._errors[0], field), ...(field && { field }) };
  }
  for (const [key, child] of Object.entries(tree)) {
    const problem = firstProblem(child, [...path, key]);
    if (problem) return problem;
  }
  return null;
}

const requestIdIn = z.object({ requestId: z.string() });

const client = createSafeActionClient({
  defineMetadataSchema: () => z.object({ name: z.string() }),
  handleServerError: (error, { ctx, metadata }): ActionError =>
    toActionError(error, requestIdIn.safeParse(ctx).data?.requestId ?? currentRequestId(), metadata?.name ?? 'unnamed'),
});

/**
 * Moves a failed input schema into `serverError`, so that a form has one place to look:
 * `{ code, message, field, requestId }`, whoever refused.
 */
const base = client.use(async ({ next }) => {
  const requestId = currentRequestId();
  const result = await next({ ctx: { requestId, now: () => new Date() } });
  if (result.validationErrors === undefined) return result;
  const problem = firstProblem(result.validationErrors) ?? { message: 'The request is not valid.' };
  result.serverError = { code: 'invalid_input', ...problem, requestId };
  result.validationErrors = undefined;
  return result;
});

/** For actions before sign-in. `ctx` carries request id, clock and the caller's address. */
export const publicAction = base.use(async ({ next }) => next({ ctx: { clientAddress: await clientAddress() } }));

/** For everything else: redirects to sign-in without a session; `ctx` is the verb's Context plus the session. */
export const authAction = base.use(async ({ next, ctx, metadata }) => {
  const session = await requireSession();
  const verbContext: Context & { session: Session } = { ...session.ctx, requestId: ctx.requestId, session };
  const result = await next({ ctx: verbContext });
  // The account's other open pages look again; who acted does not wait for that, and it may fail.
  if (result.success)
    notifyAccount(db, verbContext.accountId, 'numbers').catch((error: unknown) =>
      log.warn({ err: error, action: metadata?.name }, 'open pages were not told of a change'),
    );
  return result;
});

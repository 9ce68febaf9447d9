import { z } from 'zod';
import { RING_TIMEOUT_SECONDS, TIME_LIMIT_SECONDS } from './orders';

const RING = `The ring timeout must be a whole number of seconds from 1 to ${RING_TIMEOUT_SECONDS}.`;
const LIMIT = `The time limit must be a whole number of seconds from 1 to ${6 * TIME_LIMIT_SECONDS}.`;

/** POST /calls */
export const placeCallBody = z.strictObject({
  accountId: z.string('Say for which account the call is: accountId.').min(1),
  purpose: z.enum(['customer', 'test', 'proof'], 'The purpose must be customer, test or proof.').default('customer'),
  from: z.string('Give the caller number: from.').max(40, 'The caller number has at most 40 characters.'),
  /** A proof calls the pair's own primary number. */
  to: z.string('Give the destination: to.').max(40, 'The destination has at most 40 characters.').default(''),
  ringTimeoutSeconds: z.int(RING).min(1, RING).max(RING_TIMEOUT_SECONDS, RING).default(RING_TIMEOUT_SECONDS),
  timeLimitSeconds: z
    .int(LIMIT)
    .min(1, LIMIT)
    .max(6 * TIME_LIMIT_SECONDS, LIMIT)
    .default(TIME_LIMIT_SECONDS),
  humanListens: z.boolean('humanListens must be true or false.').default(false),
  campaign: z.string().max(64, 'A campaign’s name has at most 64 characters.').default(''),
  attemptNumber: z.int('The attempt number must be a whole number from 0.').min(0).max(1_000).default(0),
});

/** What POST /calls answers. */
export const placedAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), uuid: z.string(), id: z.number(), state: z.string() }),
  z.object({
    ok: z.literal(false),
    sentence: z.string(),
    field: z.string().nullable(),
    hangupCode: z.number().nullable(),
    uuid: z.string().nullable(),
  }),
]);

/** DELETE /calls/:uuid */
export const endCallQuery = z.object({
  accountId: z.string('Say whose call it is: accountId.').min(1),
  /** `queued`: only while it waits for its turn. */
  only: z.enum(['queued', 'any'], 'only must be queued or any.').default('any'),
});

/** What goes wrong is answered as one sentence. */
export const problemAnswer = z.object({ problem: z.string() });

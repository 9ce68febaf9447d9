import { z } from 'zod';
import { idempotencyKeyInput } from '@/lib/idempotency-key';
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
  idempotencyKey: idempotencyKeyInput.nullable().default(null),
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

const number = z.string().regex(/^\d{5,15}$/, 'Give numbers as 5 to 15 digits of E.164, without plus sign.');

/** POST /route: the plan for a call that somebody else places. */
export const routeBody = z.strictObject({
  accountId: z.string('Say for which account the call is: accountId.').min(1),
  from: number,
  to: number,
  ringTimeoutSeconds: z.int(RING).min(1, RING).max(RING_TIMEOUT_SECONDS, RING).default(RING_TIMEOUT_SECONDS),
  humanListens: z.boolean('humanListens must be true or false.').default(false),
  campaign: z.string().max(64, 'A campaign’s name has at most 64 characters.').default(''),
  attemptNumber: z.int('The attempt number must be a whole number from 0.').min(0).max(1_000).default(0),
});

const attemptId = z.int('An attempt’s id is its call’s id times 16 plus its place, from 0 to 15.').min(0);
const ms = z.number().min(0).max(86_400_000);
const media = z
  .strictObject({
    loss: z.number().min(0).max(1),
    burstRatio: z.number().min(1).max(1_000),
    jitterMs: ms,
    delayMs: ms,
    codec: z.enum(['g711', 'g711-plc', 'g729a']),
    receivedPackets: z.int().min(0),
    sentPackets: z.int().min(0),
  })
  .nullable();

const reportedEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('attempt-started'),
    attemptId,
    callId: z.int().min(0),
    hopIndex: z.int().min(0).max(15),
    trunkId: z.string().min(1),
    presentedNumber: number,
    destination: number,
    destinationGroup: z.string().min(1),
    accountId: z.string().min(1),
    campaign: z.string().max(64),
    attemptNumber: z.int().min(0).max(1_000),
    ringTimeoutMs: ms,
    purpose: z.enum([
      ...(['primary', 'fallback', 'route', 'canary', 'ramp'] as const),
      ...(['comparison', 'forced', 'overflow', 'last-resort'] as const),
    ]),
  }),
  z.strictObject({ type: z.literal('first-response'), attemptId }),
  z.strictObject({ type: z.literal('ringing'), attemptId, earlyMedia: z.boolean() }),
  z.strictObject({ type: z.literal('answered'), attemptId }),
  z.strictObject({
    type: z.literal('attempt-ended'),
    attemptId,
    end: z.strictObject({
      sipCode: z.int().min(100).max(699).nullable(),
      cause: z.int().min(1).max(127).nullable(),
      local: z
        .enum([
          ...(['first-response-timeout', 'progress-timeout', 'ring-timeout'] as const),
          ...(['transport', 'caller-hung-up', 'dead-media'] as const),
        ])
        .nullable(),
      phase: z.enum(['sent', 'trying', 'ringing', 'early-media', 'answered']),
      retryAfterSeconds: z.int().min(0).nullable(),
    }),
  }),
  z.strictObject({ type: z.literal('call-ended'), attemptId, talkMs: ms, media }),
  z.strictObject({
    type: z.literal('probe-result'),
    trunkId: z.string().min(1),
    kind: z.enum(['options', 'register', 'unanswered-call', 'answered-call']),
    ok: z.boolean(),
    media,
  }),
  z.strictObject({ type: z.literal('capacity'), trunkId: z.string().min(1), channelsInUse: z.int().min(0) }),
]);

/** POST /outcome: what became of calls that somebody else places, in order. */
export const outcomeBody = z.strictObject({
  events: z
    .array(reportedEvent)
    .min(1, 'Report at least one event.')
    .max(1_000, 'Report at most 1,000 events at once.'),
});

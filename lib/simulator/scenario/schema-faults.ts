import { z } from 'zod';
import { count, digits, duration, lasting, name, portion, positive } from './units';

/** Where a fault lies: calls it meets match every line that is given. */
const placeSchema = {
  carriers: z.array(name).min(1).optional(),
  trunks: z.array(name).min(1).optional(),
  /** Every carrier behind this upstream. */
  upstream: name.optional(),
  destinations: z.array(name).min(1).optional(),
  operator: name.optional(),
  circle: name.optional(),
  /** Destinations whose prefix begins with these digits. */
  prefix: digits.optional(),
};

const shape = {
  /** By which expectations and the report name it. */
  id: name,
  at: duration,
  lasts: lasting,
  ...placeSchema,
  /** Share of the calls it meets that it harms. */
  share: portion.default(1),
  /** Comes and goes while it lasts. */
  flapping: z.strictObject({ down: lasting, up: lasting }).optional(),
  /** What OPTIONS and test calls see: the fault, or nothing of it (a border that is well, a recovery said too early). */
  probes: z.enum(['fail', 'pass']).default('fail'),
};

const retryAfter = z.int().min(0).max(86_400).nullable().default(null);
const sipCode = z.int().min(400).max(699);
const cause = z.int().min(1).max(127).nullable();

export const faultSchema = z.discriminatedUnion(
  'kind',
  [
    /**
     * Nothing comes back. `everything`: the carrier is gone and forgets what it was setting up; `packets`: the way
     * between is cut, the carrier goes on; `responses`: INVITEs still arrive and phones ring.
     */
    z.strictObject({
      kind: z.literal('silent'),
      ...shape,
      loses: z.enum(['everything', 'packets', 'responses']).default('everything'),
    }),
    /** A final failure at once. */
    z.strictObject({
      kind: z.literal('error'),
      ...shape,
      sipCode: sipCode.default(503),
      cause: cause.default(null),
      retryAfterSeconds: retryAfter,
      /** Comes after 180 Ringing instead of before. */
      afterRinging: z.boolean().default(false),
    }),
    /** The connection is refused or the network says unreachable. */
    z.strictObject({ kind: z.literal('refused'), ...shape }),
    /** Responses come later. */
    z.strictObject({
      kind: z.literal('slow'),
      ...shape,
      times: z.number().min(1).max(100).default(1),
      adds: duration.default(0),
    }),
    /** Less room than the contract says, or a share refused. */
    z.strictObject({
      kind: z.literal('congestion'),
      ...shape,
      channels: count.optional(),
      cps: positive.optional(),
      retryAfterSeconds: retryAfter,
      cause: cause.default(34),
    }),
    /** Media gets worse by these figures. */
    z.strictObject({
      kind: z.literal('quality'),
      ...shape,
      loss: portion.default(0),
      burstRatio: z.number().min(1).max(20).default(1),
      jitterMs: z.number().min(0).max(1_000).default(0),
      delayMs: z.number().min(0).max(2_000).default(0),
    }),
    /** No packets come from the far end. */
    z.strictObject({ kind: z.literal('one-way-audio'), ...shape }),
    /** Callees answer less: calls ring into the void. */
    z.strictObject({ kind: z.literal('answer-rate'), ...shape, factor: portion }),
    /** The carrier answers though the callee does not (and bills it). */
    z.strictObject({
      kind: z.literal('false-answer'),
      ...shape,
      after: lasting.default(1_200),
      talk: lasting.default(8_000),
    }),
    /** 403 for every call: delisted address, unpaid bill, papers missing. */
    z.strictObject({ kind: z.literal('suspended'), ...shape, cause: cause.default(null) }),
    /** Calls in progress end: those it finds at once, later ones after about `after`. */
    z.strictObject({ kind: z.literal('drops'), ...shape, after: lasting.default(15_000) }),
  ],
  'kind must be silent, error, refused, slow, congestion, quality, one-way-audio, answer-rate, false-answer, suspended or drops',
);

import { z } from 'zod';
import { clock, count, duration, lasting, name, portion, spreadTime } from './units';

const rate = z.number('must be calls per second').min(0).max(100_000);

/** Calls per second over time. */
const rateSchema = z.union(
  [
    rate,
    z.strictObject({
      /** 24 figures, from midnight. */
      byHour: z.array(rate).length(24, 'must have 24 figures, one an hour from midnight'),
    }),
    z.strictObject({
      steps: z
        .array(z.strictObject({ at: duration, perSecond: rate }))
        .min(1)
        .refine(
          (steps) => steps.every(({ at }, index) => index === 0 || at > (steps[index - 1]?.at ?? 0)),
          'must stand in the order of time, each later than the one before',
        ),
    }),
  ],
  'must be calls per second, {byHour: [24 figures]} or {steps: [{at, perSecond}, …]}',
);

const FIRST_TRY = { answered: 0.6, busy: 0.08, noAnswer: 0.19, rejected: 0.05, switchedOff: 0.06, invalid: 0.02 };

/** What callees do; the shares add up to 1. */
const calleeSchema = z
  .strictObject({
    answered: portion,
    busy: portion,
    noAnswer: portion,
    rejected: portion,
    switchedOff: portion,
    invalid: portion,
  })
  .refine(
    (mix) => Math.abs(Object.values(mix).reduce((sum, part) => sum + part, 0) - 1) < 1e-6,
    'the shares must add up to 1',
  );

export const campaignSchema = z.strictObject({
  id: name,
  /** Which group of numbers calls. */
  numbers: name,
  /** Which destination groups are called; left out, all by their weight. */
  destinations: z.array(name).min(1).optional(),
  /** Calls per second; with `pacing` it is what the dialling machine may not exceed. */
  rate: rateSchema,
  from: duration.default(0),
  until: lasting.optional(),
  callees: calleeSchema.default(FIRST_TRY),
  /** Ringing until the callee answers. */
  answer: spreadTime.default({ median: 9_000, spread: 0.5 }),
  talk: spreadTime.default({ median: 70_000, spread: 0.9 }),
  ringTimeout: lasting.default(35_000),
  /** A person listens while the call is set up and hangs up when nothing is heard for too long. */
  humanListens: z.boolean().default(false),
  patience: spreadTime.default({ median: 14_000, spread: 0.4 }),
  /** Who tries again after a call that failed in a network. */
  redial: z
    .strictObject({
      share: portion.default(0.5),
      after: spreadTime.default({ median: 20_000, spread: 0.6 }),
      most: z.int().min(0).max(7).default(2),
    })
    .default({ share: 0.5, after: { median: 20_000, spread: 0.6 }, most: 2 }),
  /** The list gets worse: by its end callees answer this much as readily as at its start. */
  listEndsAt: z.number().min(0).max(2).default(1),
  /** A dialling machine that keeps agents busy: it dials by how many are free and how many callees answer. */
  pacing: z
    .strictObject({
      agents: count,
      /** Calls dialled for each free agent and each answer expected. */
      ratio: z.number().min(0.5).max(5).default(1.2),
      every: lasting.default(1_000),
    })
    .optional(),
});

export const startsAt = clock;

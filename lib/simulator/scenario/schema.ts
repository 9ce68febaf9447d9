import { z } from 'zod';
import { policyChanges } from '../../failover/policy';
import { carrierSchema, destinationSchema, numbersSchema } from './schema-carriers';
import { faultSchema } from './schema-faults';
import { campaignSchema, startsAt } from './schema-traffic';
import { duration, lasting, name, positive } from './units';

/** Figures of one fault, which an expectation has to name. */
const FAULT_FIGURES = ['detectionMs', 'recoveryMs', 'noticedMs'] as const;

/** Every figure an expectation may name; `result.ts` says what each means. */
const FIGURES = [
  'offered',
  'completed',
  'answered',
  'failed',
  'abandoned',
  'delayed',
  'failedOver',
  'saved',
  'rerouted',
  'harmed',
  'harmedFailed',
  'caught',
  'lost',
  'dropped',
  'poor',
  'rungTwice',
  'wrongNumber',
  'lateAnswers',
  'redials',
  'falseOpens',
  'stateChanges',
  'completedShare',
  'addedDelayP50Ms',
  'addedDelayP95Ms',
  'addedDelayP99Ms',
  'callCost',
  'withoutAgent',
  'agentWaitMs',
  ...FAULT_FIGURES,
] as const;

const expectationSchema = z
  .strictObject({
    policy: name.default('engine'),
    figure: z.enum(FIGURES, `must be one of ${FIGURES.join(', ')}`),
    /** Which fault, for the figures of one. */
    fault: name.optional(),
    /** Compare the difference to this policy's figure instead of the figure itself. */
    beyond: name.optional(),
    atMost: z.number().optional(),
    atLeast: z.number().optional(),
  })
  .refine(({ atMost, atLeast }) => atMost !== undefined || atLeast !== undefined, 'must say atMost, atLeast or both')
  .refine(
    ({ figure, fault }) => FAULT_FIGURES.some((name) => name === figure) === (fault !== undefined),
    `${FAULT_FIGURES.join(', ')} need a fault; the others have none`,
  );

const moneySchema = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code of three capitals')
    .default('USD'),
  /** What a pair costs a month beyond the primary number. */
  haRentalPerMonth: z.number().min(0).max(10_000).default(2.5),
  /** What a call that would have been answered is worth; without it break-even is given as a cost per call. */
  valuePerAnsweredCall: z.number().min(0).max(1e6).nullable().default(null),
  /** Your own expectation of outage minutes a year on one carrier: half the years lie below the median. */
  outageMinutesPerYear: z
    .strictObject({ median: positive, p95: positive })
    .refine(({ median, p95 }) => p95 > median, 'p95 must lie above the median')
    .default({ median: 120, p95: 900 }),
});

/** A scenario file, YAML or JSON. */
export const scenarioSchema = z.strictObject({
  name,
  title: z.string().min(1).max(120),
  about: z.string().max(2_000).default(''),
  kind: z.enum(['outage', 'congestion', 'quality', 'healthy']),
  place: z.enum(['india', 'elsewhere']),
  seed: z.int().min(0).max(4_294_967_295).default(1),
  lasts: lasting,
  /** Calls before this moment teach the engine and are not counted. */
  warmUp: duration.default(0),
  /** Time of day at which it begins. */
  startsAt: startsAt.default(9 * 3_600_000),
  carriers: z.array(carrierSchema).min(1).max(1_000),
  numbers: z.array(numbersSchema).min(1).max(10_000),
  destinations: z.array(destinationSchema).min(1).max(10_000),
  traffic: z.array(campaignSchema).min(1).max(1_000),
  faults: z.array(faultSchema).max(1_000).default([]),
  /** Thresholds of the engine's policy that differ from their defaults. */
  policy: policyChanges.default({}),
  money: moneySchema.default(moneySchema.parse({})),
  expect: z.array(expectationSchema).default([]),
});

export type Scenario = z.infer<typeof scenarioSchema>;
export type Carrier = Scenario['carriers'][number];
export type NumberGroup = Scenario['numbers'][number];
export type Destination = Scenario['destinations'][number];
export type Campaign = Scenario['traffic'][number];
export type Fault = Scenario['faults'][number];
export type Expectation = Scenario['expect'][number];
export type FaultFigureName = (typeof FAULT_FIGURES)[number];
export type FigureName = (typeof FIGURES)[number];

import { z } from 'zod';
import { FAULT_KINDS, MOST_SCENARIO_BYTES, MOST_SEEDS, NAME_MAX, POLICY_NAMES } from './format';

const RUN_UNKNOWN = 'Simulation is unknown; choose one from the list.';
const runId = z.string({ error: RUN_UNKNOWN }).regex(/^sim_[0-9a-z]{26}$/, RUN_UNKNOWN);

export const runInput = z.object({ runId });
export type RunInput = z.input<typeof runInput>;

const name = z
  .string({ error: 'Name must be text.' })
  .trim()
  .min(1, 'Give the simulation a name.')
  .max(NAME_MAX, `Name may have at most ${NAME_MAX} characters.`)
  .refine((text) => !/\p{Cc}/u.test(text), 'Name must not contain line breaks or control characters.');

export const renameRunInput = runInput.extend({ name });
export type RenameRunInput = z.input<typeof renameRunInput>;

const policies = z
  .array(z.enum(POLICY_NAMES, { error: `Policies must be among: ${POLICY_NAMES.join(', ')}.` }), {
    error: 'Choose the policies to compare.',
  })
  .min(1, 'Choose at least one policy.')
  .refine((list) => new Set(list).size === list.length, 'Name each policy once.');

const SEEDS = `Repeats must be a whole number from 1 to ${MOST_SEEDS}.`;
const seeds = z.number({ error: SEEDS }).int(SEEDS).min(1, SEEDS).max(MOST_SEEDS, SEEDS).default(1);

/** As a scenario file has it; read by the scenario's own schema. */
export const scenarioText = z.record(z.string(), z.json(), {
  error: 'Scenario must be an object, as a scenario file holds it.',
});

export const startRunInput = z.object({
  /** Left out, the scenario's title. */
  name: name.optional(),
  scenario: scenarioText,
  policies: policies.default(['off', 'engine', 'oracle']),
  seeds,
});
export type StartRunInput = z.input<typeof startRunInput>;

export const readScenarioInput = z.object({
  text: z
    .string({ error: 'Scenario must be text.' })
    .max(MOST_SCENARIO_BYTES, 'The file is larger than 1 MB; a scenario is not.'),
});
export type ReadScenarioInput = z.input<typeof readScenarioInput>;

const UPLOAD_UNKNOWN = 'The uploaded calls are no longer there; upload the file again.';
const LOCAL_TIME = 'must be a date and time, for instance 2026-10-29T11:00.';
const localTime = (what: string) =>
  z.string({ error: `${what} ${LOCAL_TIME}` }).regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, `${what} ${LOCAL_TIME}`);

/** Moments are what clocks show in the account's time zone. */
export const startReplayInput = z.object({
  name: name.optional(),
  calls: z.discriminatedUnion(
    'kind',
    [
      z.object({ kind: z.literal('upload'), uploadId: z.string().regex(/^upl_[0-9a-z]{26}$/, UPLOAD_UNKNOWN) }),
      z.object({
        kind: z.literal('log'),
        carrier: z
          .string({ error: 'Choose a carrier.' })
          .regex(/^[a-z0-9-]{1,60}$/, 'Carrier is unknown; choose one from the list.'),
        from: localTime('The first moment of the calls'),
        to: localTime('The last moment of the calls'),
        /** Left out, every number of the carrier. */
        numbers: z
          .array(z.string().regex(/^\d{7,15}$/, 'Numbers must be 7 to 15 digits each.'))
          .max(1_000, 'Choose at most 1,000 numbers.')
          .default([]),
      }),
    ],
    { error: 'Choose your call log or a file.' },
  ),
  fault: z.object({
    kind: z.enum(FAULT_KINDS, { error: `The fault must be one of: ${FAULT_KINDS.join(', ')}.` }),
    at: localTime('The fault’s beginning'),
    minutes: z
      .number({ error: 'The fault must last 0.1 to 1,440 minutes.' })
      .min(0.1, 'The fault must last 0.1 to 1,440 minutes.')
      .max(1_440, 'The fault must last 0.1 to 1,440 minutes.'),
    share: z
      .number({ error: 'The calls it harms must lie above 0 %, up to 100 %.' })
      .gt(0, 'The calls it harms must lie above 0 %, up to 100 %.')
      .max(1, 'The calls it harms must lie above 0 %, up to 100 %.')
      .default(1),
  }),
  policies: policies.default(['off', 'engine', 'oracle']),
  seeds,
  money: z.object({
    haRentalPerMonth: z
      .number({ error: 'The HA rental must be 0 to 10,000 a month.' })
      .min(0, 'The HA rental must be 0 to 10,000 a month.')
      .max(10_000, 'The HA rental must be 0 to 10,000 a month.'),
    valuePerAnsweredCall: z
      .number({ error: 'The worth of a call must be 0 to 1,000,000.' })
      .min(0, 'The worth of a call must be 0 to 1,000,000.')
      .max(1e6, 'The worth of a call must be 0 to 1,000,000.')
      .nullable()
      .default(null),
  }),
});
export type StartReplayInput = z.input<typeof startReplayInput>;
export type StartReplay = z.output<typeof startReplayInput>;

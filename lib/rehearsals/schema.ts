import { z } from 'zod';
import { MOST_SCENARIO_BYTES, MOST_SEEDS, NAME_MAX, POLICY_NAMES } from './format';

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

const SEEDS = `Seeds must be a whole number from 1 to ${MOST_SEEDS}.`;
const seeds = z.number({ error: SEEDS }).int(SEEDS).min(1, SEEDS).max(MOST_SEEDS, SEEDS).default(1);

export const startRunInput = z.object({
  /** Left out, the scenario's title. */
  name: name.optional(),
  /** As a scenario file has it; read by the scenario's own schema. */
  scenario: z.record(z.string(), z.json(), { error: 'Scenario must be an object, as a scenario file holds it.' }),
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

import { z } from 'zod';
import { congestion, deadlines, retry } from './policy-calls';
import { account, falseAlarmBudget, network, silence } from './policy-detectors';
import { answerRate, media, setupTime } from './policy-quality';
import { probes, proof, recovery } from './policy-recovery';
import type { Choice, Threshold, ThresholdGroup } from './threshold';

/**
 * Every threshold of the engine, by group; read as `policy.deadlines.progressMs.value`. Unit, bounds and the
 * reason for the default stand with each value.
 */
export const DEFAULT_POLICY = {
  deadlines,
  retry,
  silence,
  network,
  account,
  answerRate,
  media,
  setupTime,
  recovery,
  congestion,
  probes,
  falseAlarmBudget,
  proof,
};

export type Policy = typeof DEFAULT_POLICY;

/** What a user changes of the policy: plain values by group and name. Each error names what is allowed. */
export const policyChanges = z.strictObject(mapFields(DEFAULT_POLICY, groupSchema), {
  error: namesUnknown('policy', Object.keys(DEFAULT_POLICY)),
});

/**
 * The default policy with some values changed.
 * @throws ZodError when a value is out of its bounds or a name is unknown.
 */
export function withChanges(changes: z.input<typeof policyChanges>): Policy {
  const plain = policyChanges.parse(changes);
  const policy = structuredClone(DEFAULT_POLICY);
  const groups: Record<string, Record<string, { value: number | boolean }>> = policy;
  for (const [groupName, values] of Object.entries(plain))
    for (const [name, value] of Object.entries(values ?? {})) {
      const field = groups[groupName]?.[name];
      if (field && value !== undefined) field.value = value;
    }
  return policy;
}

function mapFields<Field, Made>(
  fields: Readonly<Record<string, Field>>,
  make: (field: Field, name: string) => Made,
): Record<string, Made> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, make(field, name)]));
}

function groupSchema(group: ThresholdGroup, groupName: string) {
  const fields = mapFields(group, (declared, name) => fieldSchema(declared, `${groupName}.${name}`));
  return z.strictObject(fields, { error: namesUnknown(groupName, Object.keys(group)) }).optional();
}

function fieldSchema(declared: Threshold | Choice, path: string) {
  if (!('unit' in declared)) return z.boolean(`${path} must be true or false.`).optional();
  const { min, max, unit } = declared;
  const sentence = `${path} must be a number from ${min} to ${max} (${unit}).`;
  return z.number(sentence).min(min, sentence).max(max, sentence).optional();
}

function namesUnknown(where: string, known: readonly string[]) {
  return (issue: { code: string; keys?: readonly string[] }) =>
    issue.code === 'unrecognized_keys'
      ? `${where} has no ${issue.keys?.join(', ')}; it has ${known.join(', ') || 'nothing to set'}.`
      : `${where} must be an object of thresholds.`;
}

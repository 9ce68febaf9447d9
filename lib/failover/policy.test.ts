import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, policyChanges, withChanges } from './policy';
import type { Choice, Threshold, ThresholdGroup } from './threshold';

const declared: [string, Threshold | Choice][] = Object.entries(DEFAULT_POLICY).flatMap(
  ([groupName, group]: [string, ThresholdGroup]) =>
    Object.entries(group).map(([name, field]): [string, Threshold | Choice] => [`${groupName}.${name}`, field]),
);

describe('the default policy', () => {
  it.each(declared)('%s has a reason, and a default within its bounds', (_name, field) => {
    expect(field.reason).toMatch(/^[A-Z0-9].{15,}\.$/);
    if (!('unit' in field)) return;
    expect(field.value).toBeGreaterThanOrEqual(field.min);
    expect(field.value).toBeLessThanOrEqual(field.max);
  });
});

describe('changes to the policy', () => {
  it('replace the values they name and leave the others', () => {
    const policy = withChanges({ deadlines: { progressMs: 4_000 }, retry: { secondOpinion: true } });
    expect(policy.deadlines.progressMs).toEqual({ ...DEFAULT_POLICY.deadlines.progressMs, value: 4_000 });
    expect(policy.retry.secondOpinion.value).toBe(true);
    expect(policy.deadlines.cancelGraceMs).toEqual(DEFAULT_POLICY.deadlines.cancelGraceMs);
    expect(DEFAULT_POLICY.deadlines.progressMs.value).not.toBe(4_000);
  });

  it.each([
    [{ deadlines: { progressMs: 1 } }, 'deadlines.progressMs must be a number from 1000 to 30000 (ms).'],
    [{ deadlines: { progressMs: '5 s' } }, 'deadlines.progressMs must be a number from 1000 to 30000 (ms).'],
    [{ retry: { secondOpinion: 1 } }, 'retry.secondOpinion must be true or false.'],
    [{ retries: {} }, /^policy has no retries; it has deadlines, retry, /],
    [{ silence: { outstanding: 3 } }, /^silence has no outstanding; it has minSilent/],
    [7, 'policy must be an object of thresholds.'],
  ])('%j is refused by a sentence', (changes, sentence) => {
    const problem = policyChanges.safeParse(changes).error?.issues[0]?.message;
    if (sentence instanceof RegExp) expect(problem).toMatch(sentence);
    else expect(problem).toBe(sentence);
  });
});

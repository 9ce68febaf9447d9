import { figureOf, spreadOf } from './figures';
import type { PolicyRuns } from './result';
import type { Expectation, Scenario } from './scenario/schema';

/** An expectation with what came of it. */
export interface CheckedExpectation {
  /** What was expected, as a sentence's part: "engine: failed at most 12". */
  says: string;
  /** The median over the seeds; null when the figure does not exist (nothing was detected). */
  found: number | null;
  isMet: boolean;
}

/** An expectation that nothing came of: the study left out a policy that it speaks of. */
export interface UncheckedExpectation {
  /** What was expected, as a sentence's part. */
  says: string;
  /** The policies that were not run. */
  notRun: string[];
}

/** Those expectations that speak of a policy which was not run; they are neither met nor missed. */
export function uncheckedExpectations({ expect }: Scenario, policies: readonly PolicyRuns[]): UncheckedExpectation[] {
  const run = new Set(policies.map(({ policy }) => policy));
  return expect.flatMap((expectation) => {
    const { policy, beyond } = expectation;
    const notRun = [policy, ...(beyond === undefined ? [] : [beyond])].filter((name) => !run.has(name));
    return notRun.length > 0 ? [{ says: sentence(expectation), notRun }] : [];
  });
}

/** Checks those expectations whose policies were run. A figure over several seeds is its median. */
export function checkExpectations({ expect }: Scenario, policies: readonly PolicyRuns[]): CheckedExpectation[] {
  const runsOf = (name: string) => policies.find(({ policy }) => policy === name)?.runs;
  return expect.flatMap((expectation) => {
    const runs = runsOf(expectation.policy);
    const others = expectation.beyond === undefined ? null : runsOf(expectation.beyond);
    if (!runs || others === undefined) return [];
    const values = runs.map((run, index) => {
      const own = figureOf(run, expectation.figure, expectation.fault);
      const other = others?.[index];
      if (!other) return own;
      const against = figureOf(other, expectation.figure, expectation.fault);
      return own === null || against === null ? null : own - against;
    });
    return [check(expectation, values)];
  });
}

function check(expectation: Expectation, values: readonly (number | null)[]): CheckedExpectation {
  const { atMost, atLeast } = expectation;
  // A detection that failed on half of the seeds is not a detection.
  const isThere = values.filter((value) => value !== null).length * 2 > values.length;
  const found = isThere ? (spreadOf(values)?.median ?? null) : null;
  const isMet = found !== null && found <= (atMost ?? Infinity) && found >= (atLeast ?? -Infinity);
  return { says: sentence(expectation), found, isMet };
}

function sentence({ policy, figure, fault, beyond, atMost, atLeast }: Expectation): string {
  const subject = `${policy}: ${figure}${fault ? ` of ${fault}` : ''}${beyond ? ` beyond ${beyond}` : ''}`;
  const limits = [
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ];
  return `${subject} ${limits.join(' and ')}`;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RetryBudget } from './budget';
import { UNLIMITED } from './health';
import { DEFAULT_POLICY } from './policy';

const free = { load: UNLIMITED, isPaired: false };

/** Tries to spend `wanted` retries at one moment; returns how many were permitted. */
function spend(budget: RetryBudget, wanted: number, now: number): number {
  let permitted = 0;
  for (let index = 0; index < wanted; index += 1) if (budget.permit(free, now).allowed) permitted += 1;
  return permitted;
}

describe('the retry budget', () => {
  it('never refuses a small customer: 20 calls at once', () => {
    const budget = new RetryBudget(DEFAULT_POLICY);
    expect(spend(budget, 100, 0)).toBe(20);
    expect(budget.permit(free, 0)).toEqual({ allowed: false, refusedBy: 'budget' });
    expect(spend(budget, 100, 30_000)).toBe(20);
  });

  it('holds 30 s of the offered rate', () => {
    const budget = new RetryBudget(DEFAULT_POLICY);
    for (let at = 0; at < 300_000; at += 20) budget.offered(at);
    expect(budget.burst(300_000) / 30).toBeCloseTo(50, 0);
    expect(spend(budget, 5_000, 300_000)).toBeGreaterThan(1_480);
  });

  it('repeats a fifth of the calls when every call fails for long', () => {
    const budget = new RetryBudget(DEFAULT_POLICY);
    const permitted = [0, 0];
    for (let at = 0; at < 1_200_000; at += 20) {
      budget.offered(at);
      const half = at < 600_000 ? 0 : 1;
      if (budget.permit(free, at).allowed) permitted[half] = (permitted[half] ?? 0) + 1;
    }
    expect((permitted[1] ?? 0) / 30_000).toBeCloseTo(0.2, 1);
  });

  it('is bounded by the room of the next trunk, which pairs may use up', () => {
    const budget = new RetryBudget(DEFAULT_POLICY);
    const load = { used: 8, limit: 10, reserved: 2 };
    expect(budget.permit({ load, isPaired: false }, 0)).toEqual({ allowed: false, refusedBy: 'capacity' });
    expect(budget.permit({ load, isPaired: true }, 0)).toEqual({ allowed: true, refusedBy: null });
    expect(budget.permit({ load: { ...load, used: 10 }, isPaired: true }, 0).refusedBy).toBe('capacity');
    expect(budget.left(0)).toBe(19);
  });

  it('goes on from a snapshot as if it had not stopped', () => {
    const budget = new RetryBudget(DEFAULT_POLICY);
    spend(budget, 15, 0);
    const restored = new RetryBudget(DEFAULT_POLICY, structuredClone(budget.state));
    expect(restored.left(3_000)).toBe(budget.left(3_000));
  });

  it('never permits more than a burst and what was earned since', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 800 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 4 }), (waits, retriesEach) => {
        const budget = new RetryBudget(DEFAULT_POLICY);
        let now = 0;
        let permitted = 0;
        let widest = 0;
        waits.forEach((wait, index) => {
          now += wait;
          budget.offered(now);
          permitted += spend(budget, retriesEach, now);
          widest = Math.max(widest, budget.burst(now));
          // A fifth of the calls so far, a burst, and a small customer's 20 in 30 s.
          expect(permitted).toBeLessThanOrEqual(widest + 0.2 * 2 * (index + 1) + (now / 1_000) * (20 / 30) + 1);
        });
      }),
      { seed: 61, numRuns: 300 },
    );
  });
});

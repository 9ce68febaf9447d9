import { describe, expect, test } from 'vitest';
import { Simulation } from '@/lib/simulator/simulation';
import { contestant } from './contestants';
import { LeanRun } from './lean-run';
import { Weather } from './overdispersion';
import { buildSetting, FAULTS } from './scenario';

const seeds = [1, 2, 3, 4, 5, 6];

function medianOf(values: readonly (number | null)[]): number {
  const sorted = values.map((value) => value ?? Number.POSITIVE_INFINITY).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
}

describe('the lean run', () => {
  test.each(['silent', '503'] as const)('agrees with the full simulation on when traffic leaves: %s', (kind) => {
    const fault = { yaml: FAULTS[kind].yaml, atMs: 60_000, endsMs: 100_000 };
    const world = buildSetting({ callsPerSecond: 20, lastsMs: 101_000, fault, isControlled: false });
    const make = contestant('finagle').make(5);
    const lean = seeds.map((seed) => new LeanRun(world, { seed, make, stopsWhenLeft: true, weather: null }).run());
    const full = seeds.map((seed) => new Simulation(world, { seed, policy: 'finagle', makeRouter: make }).run());
    const ofLean = medianOf(lean.map(({ detectedMs }) => detectedMs));
    const ofFull = medianOf(full.map(({ faults }) => faults[0]?.detectionMs ?? null));
    // The full simulation sees it when the next call leaves, one gap between calls later.
    expect(Math.abs(ofFull - ofLean)).toBeLessThan(0.25 * ofFull + 100);
  });

  test('the same seed gives the same run; a detector that is told nothing stays', () => {
    const world = buildSetting({ callsPerSecond: 5, lastsMs: 100_000, fault: null, isControlled: false });
    const options = { seed: 7, make: contestant('retry-only').make(5), stopsWhenLeft: false };
    const runs = [7, 7, 8].map((seed) => new LeanRun(world, { ...options, seed, weather: new Weather(seed) }).run());
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]?.calls).not.toBe(runs[0]?.calls);
    expect(runs[0]).toMatchObject({ detectedMs: null, falseOpens: 0 });
  });

  test('a breaker that opens on good traffic is caught', () => {
    const world = buildSetting({ callsPerSecond: 0.1, lastsMs: 20_000_000, fault: null, isControlled: false });
    const options = { seed: 1, make: contestant('opossum').make(0.5), stopsWhenLeft: false, weather: null };
    const run = new LeanRun(world, options).run();
    // One failure with no other call within 10 s opens it.
    expect(run.falseOpens).toBeGreaterThan(2);
    expect(new LeanRun(world, { ...options, stopsAfterFalseOpens: 1 }).run().falseOpens).toBe(1);
  });
});

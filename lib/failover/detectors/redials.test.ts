import { expect, it } from 'vitest';
import { createDelays } from './delays';
import { calibrateNetwork, createNetworkReading, readNetwork } from './network';
import {
  beginEvidence,
  createEvidence,
  enterFailure,
  enterFailureAfterRinging,
  enterProgress,
  setMoment,
} from './route-evidence';

const delay = { medianMs: 150, sigma: 0.5, weight: 50 };

function createTestEvidence() {
  const scores = calibrateNetwork({
    healthy: 0.015,
    faulty: [0.08, 0.3, 0.95],
    weights: [0.1, 0.25, 0.2],
    callsBetween: 1_000_000,
  });
  const delays = { responses: createDelays(delay), failures: createDelays(delay), setUps: createDelays(delay) };
  const silence = { lossShare: 0.02, isStream: false, limits: [20, 20], minSilent: 3 };
  return createEvidence({ delays, scores, silence });
}

function failMany(callee: (call: number) => number): number {
  const evidence = createTestEvidence();
  for (let call = 0; call < 30; call += 1) {
    setMoment(evidence, call * 1_000, 3_600_000);
    enterFailure(evidence, beginEvidence(evidence), callee(call));
  }
  return readNetwork(evidence.network, createNetworkReading()).level;
}

it('thirty failures of thirty callees are an alarm, of one callee redialled they are one failure', () => {
  expect(failMany((call) => call)).toBeGreaterThan(1);
  expect(failMany(() => 7)).toBeLessThan(0.5);
});

it('a call that rings and is then failed counts as one that failed at once, and no longer as got through', () => {
  const fail = (hasRung: boolean) => {
    const evidence = createTestEvidence();
    for (let call = 0; call < 4; call += 1) {
      setMoment(evidence, call * 100, 3_600_000);
      const bucket = beginEvidence(evidence);
      if (hasRung) enterProgress(evidence, bucket);
      (hasRung ? enterFailureAfterRinging : enterFailure)(evidence, bucket, call);
    }
    return readNetwork(evidence.network, createNetworkReading());
  };
  expect(fail(true)).toEqual(fail(false));
});

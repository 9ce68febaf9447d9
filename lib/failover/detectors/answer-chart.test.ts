import { expect, it } from 'vitest';
import {
  beginRinging,
  createAnswerChart,
  createAnswerReading,
  endRinging,
  readAnswers,
  restartAnswers,
  scoreSince,
} from './answer-chart';

/** All of the hazard between 4 and 24 s. */
const shape = Float64Array.from({ length: 64 }, (_, second) => Math.min(1, Math.max(0, (second - 4) / 20)));
const WEIGHT = 1;

it('counts against a route what rings without an answer, before any of it ends', () => {
  const chart = createAnswerChart();
  for (let call = 0; call < 10; call += 1) beginRinging(chart, WEIGHT, call * 100);
  const at = (now: number) => readAnswers(chart, shape, { now, into: createAnswerReading() });
  expect(at(3_000)).toBe(0);
  expect(at(14_500)).toBeCloseTo(10 * 0.5 * 0.5, 6);
  expect(at(60_000)).toBeCloseTo(10 * 0.5, 6);
});

it('an answer takes back what its waiting had said, and more', () => {
  const chart = createAnswerChart();
  const second = beginRinging(chart, WEIGHT, 0);
  endRinging(chart, { second, weight: WEIGHT, exposure: 0.5, answered: true });
  expect(scoreSince(chart, shape, { since: 0, now: 60_000 })).toBeCloseTo(0.25 - Math.LN2, 6);
});

it('a call that failed on the way says nothing', () => {
  const chart = createAnswerChart();
  const second = beginRinging(chart, WEIGHT, 0);
  endRinging(chart, { second, weight: WEIGHT, exposure: 0, answered: false });
  expect(scoreSince(chart, shape, { since: 0, now: 60_000 })).toBe(0);
});

it('what was put aside stays aside though it ends later', () => {
  const chart = createAnswerChart();
  const second = beginRinging(chart, WEIGHT, 0);
  restartAnswers(chart);
  beginRinging(chart, WEIGHT, 2_000);
  endRinging(chart, { second, weight: WEIGHT, exposure: 1, answered: false });
  expect(scoreSince(chart, shape, { since: 0, now: 60_000 })).toBeCloseTo(0.5, 6);
});

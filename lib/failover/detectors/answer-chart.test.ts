import { expect, it } from 'vitest';
import {
  beginRinging,
  createAnswerChart,
  createAnswerReading,
  endRinging,
  fallScore,
  readAnswers,
  restartAnswers,
  scoreSince,
} from './answer-chart';

const answering = 1 - Math.exp(-1);

/** All of the hazard between 4 and 24 s. */
const shape = Float64Array.from({ length: 64 }, (_, second) => Math.min(1, Math.max(0, (second - 4) / 20)));
const WEIGHT = 1;

/** What a call says for half as many answers, against four fifths, when it has lived through this much unanswered. */
function waited(hazard: number): number {
  const expected = 1 - Math.exp(-hazard);
  return Math.log((1 - 0.5 * expected) / (1 - 0.8 * expected));
}

it('counts against a route what rings without an answer, before any of it ends', () => {
  const chart = createAnswerChart();
  for (let call = 0; call < 10; call += 1) beginRinging(chart, WEIGHT, call * 100);
  const at = (now: number) => readAnswers({ own: chart, compared: [], shape }, { now, into: createAnswerReading() });
  expect(at(3_000)).toBe(0);
  expect(at(14_500)).toBeCloseTo(10 * waited(0.5), 6);
  expect(at(60_000)).toBeCloseTo(10 * waited(1), 6);
});

it('an answer takes back what its waiting had said, and more', () => {
  const chart = createAnswerChart();
  const second = beginRinging(chart, WEIGHT, 0);
  endRinging(chart, { second, weight: WEIGHT, exposure: 0.5, answered: true });
  expect(scoreSince(chart, shape, { since: 0, now: 60_000 })).toBeCloseTo(-Math.LN2, 6);
});

it('a call that failed on the way says nothing', () => {
  const chart = createAnswerChart();
  const second = beginRinging(chart, WEIGHT, 0);
  endRinging(chart, { second, weight: WEIGHT, exposure: 0, answered: false });
  expect(scoreSince(chart, shape, { since: 0, now: 60_000 })).toBe(0);
});

it('calls that went another way to be compared speak for a fall when answered, against it when not', () => {
  const [own, compared] = [createAnswerChart(), createAnswerChart()];
  beginRinging(own, WEIGHT, 0);
  const statistic = () =>
    readAnswers({ own, compared: [compared], shape }, { now: 60_000, into: createAnswerReading() });
  const alone = statistic();
  const second = beginRinging(compared, WEIGHT, 0);
  expect(statistic()).toBeLessThan(alone);
  endRinging(compared, { second, weight: WEIGHT, exposure: 0.5, answered: true });
  expect(statistic()).toBeCloseTo(alone - Math.log(0.8), 6);
});

it.each([0.8, 0.9, 1])('on a day with %f of the usual answers its exponential is at most 1 in the mean', (share) => {
  for (const exposure of [0.2, 0.6, 1]) {
    const expected = share * (1 - Math.exp(-WEIGHT * exposure));
    const ratio = (answered: boolean) => Math.exp(fallScore({ weight: WEIGHT, exposure, answered }));
    expect(expected * ratio(true) + (1 - expected) * ratio(false)).toBeLessThanOrEqual(1 + 1e-12);
  }
});

it('what was put aside stays aside though it ends later', () => {
  const chart = createAnswerChart();
  const second = beginRinging(chart, WEIGHT, 0);
  restartAnswers(chart);
  beginRinging(chart, WEIGHT, 2_000);
  endRinging(chart, { second, weight: WEIGHT, exposure: 1, answered: false });
  expect(scoreSince(chart, shape, { since: 0, now: 60_000 })).toBeCloseTo(
    Math.log((1 - 0.5 * answering) / (1 - answering)),
    6,
  );
});

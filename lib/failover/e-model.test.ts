import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heardOver, legOpinion, opinionOf, ratingOf, type Transmission } from './e-model';
import type { MediaReport } from './types';

const codec = fc.constantFrom<MediaReport['codec']>('g711', 'g711-plc', 'g729a');
const transmission = fc.record({
  codec,
  loss: fc.integer({ min: 0, max: 500 }).map((perMille) => perMille / 1_000),
  burstRatio: fc.integer({ min: 10, max: 40 }).map((tenths) => tenths / 10),
  delayMs: fc.integer({ min: 0, max: 800 }),
});

function score(part: Partial<Transmission>): number {
  return opinionOf(ratingOf({ codec: 'g711-plc', loss: 0, burstRatio: 1, delayMs: 100, ...part }));
}

describe('golden vectors of ITU-T G.107', () => {
  it.each<[MediaReport['codec'], number[]]>([
    ['g711-plc', [4.36, 4.26, 4.16, 4.05, 3.82, 3.29]],
    ['g711', [4.36, 3.73, 3.13, 2.67, 2.05, 1.39]],
  ])('%s at 100 ms: loss of 0, 1, 2, 3, 5, 10 %%', (name, expected) => {
    const scores = [0, 0.01, 0.02, 0.03, 0.05, 0.1].map((loss) => score({ codec: name, loss }));
    scores.forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] ?? 0, 2);
    });
  });

  it('g729a at 100 ms: loss of 0, 1, 2, 3, 5 %', () => {
    const expected = [4.02, 3.85, 3.68, 3.52, 3.22, 2.62];
    [0, 0.01, 0.02, 0.03, 0.05, 0.1].forEach((loss, index) => {
      expect(score({ codec: 'g729a', loss })).toBeCloseTo(expected[index] ?? 0, 2);
    });
  });

  it('one-way delays of 50, 150, 200, 300, 400 ms without loss', () => {
    const expected = [4.38, 4.33, 4.23, 3.71, 3.05];
    [50, 150, 200, 300, 400].forEach((delayMs, index) => {
      expect(score({ delayMs })).toBeCloseTo(expected[index] ?? 0, 2);
    });
  });

  it('ends at 1 and 4.5', () => {
    expect([opinionOf(-5), opinionOf(0), opinionOf(100), opinionOf(120)]).toEqual([1, 1, 4.5, 4.5]);
  });
});

describe('a rating', () => {
  it('never rises with loss, delay or bursts', () => {
    fc.assert(
      fc.property(transmission, fc.integer({ min: 0, max: 30 }), (heard, percent) => {
        const more = percent / 100;
        const rating = ratingOf(heard);
        expect(ratingOf({ ...heard, loss: heard.loss + more })).toBeLessThanOrEqual(rating + 1e-9);
        expect(ratingOf({ ...heard, delayMs: heard.delayMs + 1_000 * more })).toBeLessThanOrEqual(rating + 1e-9);
        expect(ratingOf({ ...heard, burstRatio: heard.burstRatio + more })).toBeLessThanOrEqual(rating + 1e-9);
      }),
      { seed: 41 },
    );
  });
});

describe('our leg', () => {
  const media: MediaReport = {
    loss: 0,
    burstRatio: 1,
    jitterMs: 0,
    delayMs: 40,
    codec: 'g711-plc',
    receivedPackets: 1_000,
    sentPackets: 1_000,
  };

  it('counts the depth of the jitter buffer as delay', () => {
    expect(heardOver(media, 60)).toEqual({ codec: 'g711-plc', burstRatio: 1, loss: 0, delayMs: 100 });
    expect(legOpinion(media, 60)).toBeCloseTo(4.36, 2);
  });

  it('counts packets beyond the jitter buffer as lost, fewer with a deeper one', () => {
    const shaky = { ...media, jitterMs: 30 };
    expect(heardOver(shaky, 60).loss).toBeGreaterThan(0.05);
    expect(heardOver(shaky, 200).loss).toBeLessThan(0.005);
    expect(legOpinion(shaky, 60)).toBeLessThan(legOpinion(media, 60));
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { STAGE_START, VirtualTiming } from '@/lib/testing/agent-stage';
import { EventHeap } from './agenda';
import { CallIds } from './call-ids';
import { Pump } from './pump';

it('the heap gives events by their moment, those of one moment as they were added', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 200 }), (times) => {
      const heap = new EventHeap();
      for (const [order, time] of times.entries()) heap.add(time, time, order, -order);
      const expected = times
        .map((time, order) => ({ time, order }))
        .toSorted((a, b) => a.time - b.time || a.order - b.order);
      for (const { time, order } of expected) {
        expect(heap.nextAt()).toBe(time);
        heap.take();
        expect([heap.kind, heap.subject, heap.stamp]).toEqual([time, order, -order]);
      }
      expect(heap.nextAt()).toBe(Number.POSITIVE_INFINITY);
    }),
  );
});

it('a late pump goes through the moments themselves, and new events before waiting ones are not held up', () => {
  const timing = new VirtualTiming();
  const seen: number[] = [];
  const pump: Pump = new Pump(timing, ({ kind, at }) => {
    seen.push(at - STAGE_START);
    if (kind === 1) pump.add(at + 5, 2, 0, 0);
  });
  pump.add(STAGE_START + 1_000, 0, 0, 0);
  pump.add(STAGE_START + 10, 1, 0, 0);
  timing.advance(10);
  expect(seen).toEqual([10]);
  timing.set(STAGE_START + 50);
  // Something from outside comes before the timer does.
  expect(pump.catchUp() - STAGE_START).toBe(50);
  expect(seen).toEqual([10, 15]);
  expect(pump.lag.quantile(1)).toBe(35);
  pump.add(STAGE_START + 20, 0, 0, 0);
  timing.advance(2_000);
  expect(seen).toEqual([10, 15, 50, 1_000]);
});

it('ids of calls are ordered, never twice, and leave room for sixteen attempts of each', () => {
  const [one, other] = [new CallIds(0), new CallIds(15)];
  const now = Date.UTC(2056, 0, 1);
  const made = Array.from({ length: 100 }, () => [one.next(now), other.next(now)]).flat();
  expect(new Set(made).size).toBe(200);
  expect(one.next(now + 1)).toBeGreaterThan(Math.max(...made.filter((id) => id % 16 === 0)));
  expect(Number.isSafeInteger(Math.max(...made) * 16 + 15)).toBe(true);
  expect(() => new CallIds(16)).toThrow('0 to 15');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventQueue } from './events';

/** Takes everything, with its time. */
function drain(queue: EventQueue): { at: number; kind: number; subject: number; stamp: number }[] {
  const out = [];
  for (let at = queue.nextAt(); at < Number.POSITIVE_INFINITY; at = queue.nextAt()) {
    queue.take();
    out.push({ at, kind: queue.kind, subject: queue.subject, stamp: queue.stamp });
  }
  return out;
}

const anyTime = fc.oneof(
  fc.integer({ min: 0, max: 50 }),
  fc.integer({ min: 0, max: 20_000 }),
  fc.integer({ min: 0, max: 40_000_000 }),
  fc.integer({ min: 0, max: 9_000_000_000 }),
);

describe('the event queue', () => {
  test('gives events by time, and those of one ms in the order they came', () => {
    fc.assert(
      fc.property(fc.array(anyTime, { maxLength: 200 }), (times) => {
        const queue = new EventQueue(2);
        times.forEach((time, index) => {
          queue.add(time, index % 5, index, -index);
        });
        const expected = times
          .map((at, index) => ({ at, kind: index % 5, subject: index, stamp: -index }))
          .sort((a, b) => a.at - b.at || a.subject - b.subject);
        expect(drain(queue).map((event) => ({ ...event, stamp: event.stamp | 0 }))).toEqual(
          expected.map((event) => ({ ...event, stamp: event.stamp | 0 })),
        );
        expect(queue.size).toBe(0);
      }),
      { seed: 20_262, verbose: 1 },
    );
  });

  test('takes events in between, as a simulation does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyTime, fc.boolean()), { maxLength: 300 }), (moves) => {
        const queue = new EventQueue(2);
        let waiting: { at: number; index: number }[] = [];
        let now = 0;
        moves.forEach(([delay, takes], index) => {
          queue.add(now + delay, 0, index, 0);
          waiting.push({ at: now + delay, index });
          if (!takes) return;
          const [first] = waiting.toSorted((a, b) => a.at - b.at || a.index - b.index);
          expect(queue.nextAt()).toBe(first?.at);
          queue.take();
          expect(queue.subject).toBe(first?.index);
          now = first?.at ?? now;
          waiting = waiting.filter(({ index: other }) => other !== first?.index);
        });
        expect(queue.size).toBe(waiting.length);
      }),
      { seed: 20_263, verbose: 1 },
    );
  });

  test('a moment that has passed is now', () => {
    const queue = new EventQueue();
    queue.add(100, 1, 1, 0);
    expect(queue.nextAt()).toBe(100);
    queue.take();
    queue.add(7, 2, 2, 0);
    expect(queue.nextAt()).toBe(100);
  });

  test('nothing waits: never', () => {
    expect(new EventQueue().nextAt()).toBe(Number.POSITIVE_INFINITY);
  });
});

import { describe, expect, test } from 'vitest';
import { callsBetweenAlarms, createCalibration, networkScores } from '@/lib/failover/calibration';
import { DEFAULT_POLICY } from '@/lib/failover/policy';
import { RATES } from './contestants';
import { falseAlarmsPromised, printRunLengths, runLengths, visibleInADay } from './run-lengths';

describe.each(RATES)('the network charts at %d calls a second', (rate) => {
  const [healthy, usual, beyond] = runLengths(rate);
  const month = rate * 30 * 86_400;

  test('keep both promises while up to p₀ fails', () => {
    for (const at of [healthy, usual]) expect(at?.combined).toBeGreaterThanOrEqual(Math.max(1_000_000, month));
  });

  test('keep that of a month no longer at 1.5 × p₀, and that of a million from 5 calls a second on', () => {
    expect(beyond?.combined).toBeLessThan(month);
    expect((beyond?.combined ?? 0) >= 1_000_000).toBe(rate >= 5);
  });

  test('p₀ is what the engine’s own scores take for health', () => {
    const wanted = { level: 'trunk', callsBetween: callsBetweenAlarms(DEFAULT_POLICY, rate), learned: 0.01 } as const;
    expect(usual?.share).toBe(networkScores(createCalibration(), DEFAULT_POLICY, wanted).healthy);
  });

  test('all together alarm oftener than any alone, by their rates added', () => {
    const calls = usual?.calls ?? [];
    expect(calls).toHaveLength(9);
    expect(usual?.combined).toBeLessThan(Math.min(...calls));
    expect(usual?.combined).toBeGreaterThan(Math.min(...calls) / 9);
  });
});

test('the worst rate decides the target', () => {
  expect(falseAlarmsPromised('p₀')).toBeLessThanOrEqual(1);
  expect(falseAlarmsPromised('1.5 × p₀')).toBeGreaterThan(1);
});

test('twenty calls show a third of them failing, not a fifth, and no loss of answers', () => {
  const { failing, oneWay, unanswered } = visibleInADay(20);
  expect(failing).toBeGreaterThan(0.2);
  expect(failing).toBeLessThan(1 / 3);
  expect(oneWay).toBeLessThan(1);
  expect(unanswered).toBeGreaterThan(20);
});

test('the document says what is not kept', () => {
  expect(printRunLengths().join('\n')).toMatch(/\| 500\/s, 1\.5 × p₀ \|.*\*\*not kept\*\*/);
});

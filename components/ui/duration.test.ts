import { describe, expect, it } from 'vitest';
import { clockText, momentToAnnounce, relativeText, spokenDuration } from '@/components/ui/duration';

describe('clockText', () => {
  it.each([
    [0, '00:00'],
    [9, '00:09'],
    [599, '09:59'],
    [3_599, '59:59'],
    [3_600, '1 h 00 min'],
    [86_399, '23 h 59 min'],
    [86_400, '1 d 0 h'],
    [5 * 86_400 - 1, '4 d 23 h'],
  ])('%i s is %s', (seconds, text) => expect(clockText(seconds)).toBe(text));
});

describe('momentToAnnounce', () => {
  it('speaks at the moments only', () => {
    const spoken = Array.from({ length: 600 }, (_, i) => momentToAnnounce(600 - i, 599 - i)).filter((m) => m !== null);
    expect(spoken).toEqual([300, 120, 60, 30, 10, 0]);
  });

  it('says the latest one after the tab slept', () => {
    expect(momentToAnnounce(400, 20)).toBe(30);
    expect(momentToAnnounce(20, 15)).toBeNull();
  });
});

it('speaks durations in words', () => {
  expect([1, 30, 60, 120, 3_600, 90_000].map(spokenDuration)).toEqual([
    '1 second',
    '30 seconds',
    '1 minute',
    '2 minutes',
    '1 hour',
    '1 day',
  ]);
});

describe('relativeText', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  it.each([
    [-5, 'just now'],
    [20, 'in a moment'],
    [-60, '1 min ago'],
    [-59 * 60, '59 min ago'],
    [-3 * 3_600, '3 h ago'],
    [2 * 3_600, 'in 2 h'],
    [-86_400, null],
    [86_400, null],
  ])('%i s away is %s', (seconds, text) => expect(relativeText(now + seconds * 1_000, now)).toBe(text));
});

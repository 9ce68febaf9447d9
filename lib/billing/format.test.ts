import { expect, it } from 'vitest';
import { micros } from '@/lib/testing/factories';
import { countOf, formatPeriod, formatShare, fundsAddedSentence, runwaySentence } from './format';

it('a share never rounds something to nothing or a part to the whole', () => {
  const shares: [bigint, bigint][] = [
    [0n, 0n],
    [0n, 10n],
    [1n, 1000n],
    [1n, 3n],
    [999n, 1000n],
    [5n, 5n],
  ];
  expect(shares.map(([part, whole]) => formatShare(part, whole))).toEqual([
    '0 %',
    '0 %',
    'less than 1 %',
    '33 %',
    'more than 99 %',
    '100 %',
  ]);
});

it('counts are words with the right number and lakh grouping', () => {
  expect([countOf(1, 'number'), countOf(0, 'entry', 'entries'), countOf(123456, 'number')]).toEqual([
    '1 number',
    '0 entries',
    '1,23,456 numbers',
  ]);
});

it('a balance says how far it reaches, or what is missing', () => {
  expect(runwaySentence(micros(25_000), micros(3_433.8), 'INR')).toBe('Covers the rent of all numbers for 7 months.');
  expect(runwaySentence(micros(295), micros(295), 'INR')).toBe('Covers the rent of all numbers for 1 month.');
  expect(runwaySentence(micros(105), micros(3_433.8), 'INR')).toBe(
    '₹3,328.80 is missing for the renewals of one month.',
  );
  expect(runwaySentence(micros(1e6), micros(1), 'USD')).toBe('Covers the rent of all numbers for more than 2 years.');
});

it('a top-up says what came of it', () => {
  const added = { currency: 'INR' as const, amountMicros: micros(123_456.5) };
  expect(fundsAddedSentence({ ...added, recoveredCount: 0 })).toBe('₹1,23,456.50 added to the balance.');
  expect(fundsAddedSentence({ ...added, recoveredCount: 2 })).toBe(
    '₹1,23,456.50 added to the balance. The rent of 2 past-due numbers was collected.',
  );
});

it('a period is said by its first and last day, and a set-up fee has none', () => {
  const month = { kind: 'rental' as const, periodFrom: '2026-11-22', periodUntil: '2026-12-22' };
  expect(formatPeriod(month)).toBe('22 Nov – 21 Dec 2026');
  expect(formatPeriod({ ...month, kind: 'tax', periodFrom: '2026-12-05', periodUntil: '2027-01-05' })).toBe(
    '5 Dec 2026 – 4 Jan 2027',
  );
  expect(formatPeriod({ ...month, kind: 'setup_fee' })).toBe('');
  expect(formatPeriod({ kind: 'top_up', periodFrom: null, periodUntil: null })).toBe('');
});

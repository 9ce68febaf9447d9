import { expect, it } from 'vitest';
import { SERIES_RULES } from './format';
import { seriesOf } from './rules-series';

it.each([
  ['a Bengaluru landline', { number: '918041234567', series: 'standard' }, 'landline'],
  ['a Guwahati landline', { number: '913612345678', series: 'standard' }, 'landline'],
  ['a promotional number by its digits', { number: '911401234567', series: 'standard' }, '140'],
  ['a financial firm’s number by its digits', { number: '911600123456', series: 'standard' }, '160'],
  ['what its carrier calls promotional', { number: '918041234567', series: '140' }, '140'],
])('%s', (_, number, series) => {
  expect(seriesOf(number)).toBe(series);
});

it('only series that carriers set up by hand say what to do first', () => {
  expect(Object.entries(SERIES_RULES).flatMap(([series, { before }]) => (before ? [series] : []))).toEqual([
    '140',
    '160',
  ]);
});

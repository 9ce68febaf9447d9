import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { decodeCursor, digitGroupKeys, encodeCursor, parsePattern } from './parse-pattern';

describe('parsePattern', () => {
  it.each([
    ['80', { head: '80', tail: '', longestRun: '80', like: null }],
    ['080', { head: '80', tail: '', longestRun: '80', like: null }],
    ['+91 80'.replace(' ', ''), { head: '80', tail: '', longestRun: '80', like: null }],
    ['80*', { head: '80', tail: '', longestRun: '80', like: null }],
    ['80**41', { head: '80', tail: '', longestRun: '80', like: '80%41%' }],
    ['*412', { head: '', tail: '', longestRun: '412', like: '%412%' }],
  ])('starts with %s', (text, expected) => expect(parsePattern(text, 'starts', 'IN')).toEqual(expected));

  it.each([
    ['123', { head: '', tail: '', longestRun: '123', like: '%123%' }],
    ['123*4567', { head: '', tail: '', longestRun: '4567', like: '%123%4567%' }],
  ])('contains %s', (text, expected) => expect(parsePattern(text, 'contains', 'IN')).toEqual(expected));

  it.each([
    ['7', { head: '', tail: '7', longestRun: '7', like: '%7' }],
    ['123*45', { head: '', tail: '45', longestRun: '123', like: '%123%45' }],
    ['123*', { head: '', tail: '', longestRun: '123', like: '%123%' }],
  ])('ends with %s', (text, expected) => expect(parsePattern(text, 'ends', 'IN')).toEqual(expected));

  it('keeps a leading zero where no trunk prefix is dialled, or anywhere but at the start', () => {
    expect(parsePattern('0415', 'starts', 'US')?.head).toBe('0415');
    expect(parsePattern('080', 'contains', 'IN')?.longestRun).toBe('080');
  });

  it.each(['', '*', '***', '+', '+91', '0'])('says nothing when it leaves every number in: "%s"', (text) => {
    expect(parsePattern(text, 'starts', 'IN')).toBeNull();
  });

  it.each([
    ['12', 'contains', 'Pattern needs at least 3 digits when it may stand anywhere in the number.'],
    ['1*2*3', 'contains', 'Pattern with * needs at least 3 digits in a row somewhere.'],
    ['1*2*3*4*5', 'starts', 'Pattern with * needs at least 3 digits in a row somewhere.'],
    ['12*3', 'ends', 'Pattern with * needs at least 3 digits in a row somewhere.'],
  ] as const)('refuses %s (%s)', (text, mode, sentence) => {
    const refusal = new AppError('invalid_input', sentence, { field: 'pattern' });
    expect(() => parsePattern(text, mode, 'IN')).toThrow(refusal);
  });
});

describe('digitGroupKeys', () => {
  it('has a key for each three neighbouring digits, different for each country', () => {
    expect(digitGroupKeys('8041', 'IN')).toEqual([19_760_804, 19_760_041]);
    expect(digitGroupKeys('12', 'IN')).toEqual([]);
    expect(digitGroupKeys('804', 'US')).not.toEqual(digitGroupKeys('804', 'IN'));
  });

  it('has a key of its own for four digits that are the same', () => {
    expect(digitGroupKeys('777', 'IN')).toEqual([19_760_777]);
    expect(digitGroupKeys('777777', 'IN')).toEqual([19_760_777, 19_761_007]);
    expect(digitGroupKeys('00001', 'IN')).toEqual([19_760_000, 19_760_001, 19_761_000]);
  });
});

describe('cursor', () => {
  it('comes back as it went', () => expect(decodeCursor(encodeCursor('918041234567'), 'IN')).toBe('918041234567'));

  it.each([
    ['another country', encodeCursor('14155552671')],
    ['no number', encodeCursor("91' OR 1=1 --")],
    ['with stray bits', `${encodeCursor('9180412345').slice(0, -1)}R`],
    ['not ours', 'AAAA'],
    ['too short', encodeCursor('9180')],
  ])('is refused when forged: %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, 'IN')).toThrow('Page mark is not valid');
  });
});

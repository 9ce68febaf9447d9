import { describe, expect, it } from 'vitest';
import { areaCodesText, placeText, totalText } from './format';

describe('totals', () => {
  it('are exact as far as they are counted, and honest beyond', () => {
    expect(totalText({ exact: 0 })).toBe('0 numbers');
    expect(totalText({ exact: 1 })).toBe('1 number');
    expect(totalText({ exact: 1204 })).toBe('1,204 numbers');
    expect(totalText({ atLeast: 10_000 })).toBe('10,000+ numbers');
  });
});

describe('places', () => {
  it('name the region where it says more', () => {
    expect(placeText({ place: 'Bengaluru', region: 'Karnataka' })).toBe('Bengaluru, Karnataka');
    expect(placeText({ place: 'Singapore', region: 'Singapore' })).toBe('Singapore');
    expect(placeText({ place: 'Leeds', region: '' })).toBe('Leeds');
  });

  it('are nowhere in particular for numbers filed under their type, but Mobile is a city in Alabama', () => {
    expect(placeText({ place: 'Toll-free', region: '' })).toBe('Nationwide');
    expect(placeText({ place: 'Mobile', region: '' })).toBe('Nationwide');
    expect(placeText({ place: 'Mobile', region: 'Alabama' })).toBe('Mobile, Alabama');
  });

  it('show their codes as they are dialled, a few of many', () => {
    expect(areaCodesText(['80'], '0')).toBe('080');
    expect(areaCodesText(['212', '332', '646', '917'], '')).toBe('212, 332, 646 …');
    expect(areaCodesText([], '0')).toBe('');
  });
});

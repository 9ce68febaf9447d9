import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asDate, dayIn, dayOf, formatDay, formatInstant, nextRentDay, plusDays, zoneName } from './index';

describe('rent days', () => {
  it('clamp once and then stay', () => {
    expect(nextRentDay('2026-01-31')).toBe('2026-02-28');
    expect(nextRentDay('2026-02-28')).toBe('2026-03-28');
    expect(nextRentDay('2028-01-31')).toBe('2028-02-29');
    expect(nextRentDay('2026-12-31')).toBe('2027-01-31');
  });

  it('always move on by 28 to 31 days', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map(dayOf);
    fc.assert(
      fc.property(days, (day) => {
        const length = (asDate(nextRentDay(day)).getTime() - asDate(day).getTime()) / 86_400_000;
        return length >= 28 && length <= 31;
      }),
    );
  });
});

describe('days and instants', () => {
  const instant = new Date('2026-11-22T20:15:00Z');

  it('fall on the day of the zone', () => {
    expect(dayIn('Asia/Kolkata', instant)).toBe('2026-11-23');
    expect(dayIn('America/New_York', instant)).toBe('2026-11-22');
  });

  it('read with their zone', () => {
    expect(formatInstant(instant, 'Asia/Kolkata')).toBe('23 Nov 2026, 01:45 IST');
    expect(zoneName('Europe/London', instant)).toBe('GMT');
    expect(zoneName('America/New_York', instant)).toBe('EST');
    expect(zoneName('Asia/Kathmandu', instant)).toBe('GMT+5:45');
    expect(formatDay('2026-02-01')).toBe('1 Feb 2026');
    expect(plusDays('2026-02-27', 2)).toBe('2026-03-01');
  });
});

import fc from 'fast-check';
import { getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import {
  areaCodeOf,
  COUNTRIES,
  countryOf,
  dialledFrom,
  displayNumber,
  e164,
  findCountry,
  identifyNumber,
  isNumberOf,
  isValidNumber,
  parseDialled,
} from '.';

describe('countries', () => {
  it.each(COUNTRIES)('$name has the calling code of the numbering plan', ({ iso, callingCode }) => {
    expect(getCountryCallingCode(iso)).toBe(callingCode);
  });

  it('are found by ISO code only', () => {
    expect(findCountry('IN')?.name).toBe('India');
    expect(findCountry('FR')).toBeNull();
  });
});

describe('displayNumber', () => {
  it.each([
    ['918041234567', '+91 80 4123 4567'],
    ['14155552671', '+1 415 555 2671'],
    ['442079460018', '+44 20 7946 0018'],
    ['6561234567', '+65 6123 4567'],
    ['97142345678', '+971 4 234 5678'],
  ])('%s is written %s', (digits, text) => expect(displayNumber(digits)).toBe(text));

  it('writes every number as libphonenumber does, also when it has met a similar one', () => {
    const national = fc.stringMatching(/^[1-9]\d{6,9}$/);
    const tail = fc.stringMatching(/^\d{6}$/);
    const direct = (digits: string) => parsePhoneNumberFromString(`+${digits}`)?.formatInternational() ?? `+${digits}`;
    fc.assert(
      fc.property(fc.constantFrom(...COUNTRIES), national, tail, ({ callingCode }, digits, other) => {
        const number = callingCode + digits;
        const similar = (number.slice(0, 8) + other).slice(0, number.length);
        return [number, similar].every((each) => displayNumber(each) === direct(each));
      }),
      { numRuns: 10_000 },
    );
  });

  it('falls back to the digits when nothing is known about them', () => expect(displayNumber('999')).toBe('+999'));
});

describe('parseDialled', () => {
  it.each([
    ['+91 80 4123 4567', '918041234567'],
    ['0091 (80) 4123-4567', '918041234567'],
    ['91 80\u20114123 4567', '918041234567'],
    [' 14155552671 ', '14155552671'],
  ])('reads %s', (text, digits) => expect(parseDialled(text)).toBe(digits));

  it.each([
    '',
    '+',
    '080 4123 4567',
    '12345',
    '1234567890123456',
    '+91 80 CALL',
    "1'; DROP TABLE rentals",
    '9'.repeat(10_000),
  ])('refuses %.30s', (text) => expect(parseDialled(text)).toBeNull());
});

describe('validity and type', () => {
  it('tells country and type of stored digits', () => {
    expect(e164('918041234567')).toBe('+918041234567');
    expect(countryOf('918041234567')).toBe('IN');
    expect(countryOf('33142685300')).toBeNull();
    expect(isValidNumber('918041234567')).toBe(true);
    expect(isValidNumber('911041234567')).toBe(false);
    expect(identifyNumber('918041234567')).toEqual({ countries: ['IN'], types: ['local'] });
    expect(identifyNumber('919876543210')).toEqual({ countries: ['IN'], types: ['mobile'] });
    expect(identifyNumber('14155552671')).toEqual({ countries: ['US'], types: ['local', 'mobile'] });
    expect(identifyNumber('18005551234')).toEqual({ countries: ['US', 'CA'], types: ['tollfree'] });
    expect(identifyNumber('443001234567')).toEqual({ countries: ['GB'], types: ['national'] });
    expect(identifyNumber('449098790000')).toBeNull();
    expect(identifyNumber('33142685300')).toBeNull();
    expect(identifyNumber('911041234567')).toBeNull();
  });

  it('asks for country and type to agree', () => {
    expect(isNumberOf('918041234567', 'IN', 'local')).toBe(true);
    expect(isNumberOf('918041234567', 'IN', 'mobile')).toBe(false);
    expect(isNumberOf('918041234567', 'US', 'local')).toBe(false);
    expect(isNumberOf('14165552671', 'CA', 'local')).toBe(true);
    expect(isNumberOf('14165552671', 'US', 'local')).toBe(false);
  });

  it('lets toll-free numbers of the shared plan be Canadian or American', () => {
    expect(isNumberOf('18335551234', 'US', 'tollfree')).toBe(true);
    expect(isNumberOf('18335551234', 'CA', 'tollfree')).toBe(true);
    expect(isNumberOf('18335551234', 'GB', 'tollfree')).toBe(false);
  });
});

describe('areaCodeOf', () => {
  it.each([
    ['918041234567', 'IN', '80'],
    ['912942345678', 'IN', '294'],
    ['916155523456', 'IN', '6155'],
    ['14155552671', 'US', '415'],
    ['6561234567', 'SG', ''],
  ] as const)('%s is in %s %s', (digits, country, code) => expect(areaCodeOf(digits, country)).toBe(code));
});

describe('dialledFrom', () => {
  const BENGALURU = '918041234567';
  it.each([
    ['+91 98765 43210', '919876543210'],
    ['0091 98765 43210', '919876543210'],
    ['919876543210', '919876543210'],
    ['98765 43210', '919876543210'],
    ['098765-43210', '919876543210'],
    ['080 4123 4567', '918041234567'],
    // Ten digits that begin with 91 are a mobile number here, not a short international one.
    ['9198765432', '919198765432'],
    ['+1 415 555 2671', '14155552671'],
    ['112', null],
    ['front desk', null],
  ])('%s from an India number is %s', (text, digits) => expect(dialledFrom(BENGALURU, text)).toBe(digits));

  it('reads national numbers by the country of the caller', () => {
    expect(dialledFrom('14155552671', '(212) 555-0142')).toBe('12125550142');
    expect(dialledFrom('6561234567', '6123 4567')).toBe('6561234567');
  });

  it('never throws, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const digits = dialledFrom(BENGALURU, text);
        expect(digits === null || /^[1-9]\d{6,14}$/.test(digits)).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRentDay, plusDays } from '@/lib/datetime';
import { MICROS } from '@/lib/money';
import { formatTaxRate } from './format';
import {
  firstChargeLines,
  firstChargeTotal,
  GRACE_DAYS,
  isGraceOver,
  mayAddFunds,
  releaseDayOf,
  renewalLines,
  renewalTotal,
  riskSentence,
  taxBasisPointsFor,
} from './rules';
import type { RentalPrice } from './types';

const inr: RentalPrice = {
  currency: 'INR',
  setupMicros: 100n * MICROS,
  monthlyMicros: 250n * MICROS,
  taxBasisPoints: 1800,
};
const usd: RentalPrice = { currency: 'USD', setupMicros: 0n, monthlyMicros: 2_500_000n, taxBasisPoints: 0 };

function chain(start: string, months: number): string[] {
  const days = [start];
  while (days.length <= months) days.push(nextRentDay(days.at(-1) ?? start));
  return days;
}

describe('rent days', () => {
  it('are clamped to the end of a short month once and then kept', () => {
    expect(chain('2026-01-31', 3)).toEqual(['2026-01-31', '2026-02-28', '2026-03-28', '2026-04-28']);
    expect(chain('2026-03-31', 2)).toEqual(['2026-03-31', '2026-04-30', '2026-05-30']);
    expect(chain('2026-12-31', 2)).toEqual(['2026-12-31', '2027-01-31', '2027-02-28']);
  });

  it('know leap years, centuries included', () => {
    expect(chain('2028-01-30', 2)).toEqual(['2028-01-30', '2028-02-29', '2028-03-29']);
    expect(chain('2028-02-29', 12).at(-1)).toBe('2029-02-28');
    expect(nextRentDay('2100-01-31')).toBe('2100-02-28');
    expect(nextRentDay('2000-01-31')).toBe('2000-02-29');
  });

  it('always move one month on, never to a later day of the month', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2120-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const from = date.toISOString().slice(0, 10);
        const next = nextRentDay(from);
        const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(months(next) - months(from)).toBe(1);
        expect(Number(next.slice(8)) <= Number(from.slice(8))).toBe(true);
        // Shortened only when the month has no such day.
        if (next.slice(8) !== from.slice(8)) expect(plusDays(next, 1).slice(8)).toBe('01');
      }),
    );
  });
});

describe('charges', () => {
  it('of the first month are set-up, rent and tax on both', () => {
    expect(firstChargeLines(inr).map(({ kind, amountMicros }) => [kind, amountMicros])).toEqual([
      ['setup_fee', 100n * MICROS],
      ['rental', 250n * MICROS],
      ['tax', 63n * MICROS],
    ]);
    expect(firstChargeTotal(inr)).toBe(413n * MICROS);
  });

  it('of a renewal are rent and tax, and tax is its own line', () => {
    expect(renewalLines(inr)).toEqual([
      { kind: 'rental', description: 'Monthly rental', amountMicros: 250n * MICROS },
      { kind: 'tax', description: 'GST 18 %', amountMicros: 45n * MICROS },
    ]);
    expect(renewalTotal(inr)).toBe(295n * MICROS);
  });

  it('bear no tax outside India', () => {
    expect(taxBasisPointsFor('INR')).toBe(1800);
    expect(taxBasisPointsFor('USD')).toBe(0);
    expect(renewalLines(usd).map(({ kind }) => kind)).toEqual(['rental']);
    expect(formatTaxRate(1850)).toBe('18.5 %');
  });

  it('are the sum of their lines to the micro, whatever the price', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 13n });
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 5000 }), (setupMicros, monthlyMicros, taxBasisPoints) => {
        const price: RentalPrice = { currency: 'INR', setupMicros, monthlyMicros, taxBasisPoints };
        const exact = (setupMicros + monthlyMicros) * BigInt(10_000 + taxBasisPoints);
        const off = firstChargeTotal(price) * 10_000n - exact;
        expect(off >= -5_000n && off <= 5_000n).toBe(true);
      }),
    );
  });
});

describe('grace', () => {
  it('ends seven days after collecting first failed', () => {
    expect(GRACE_DAYS).toBe(7);
    expect(releaseDayOf('2026-02-25')).toBe('2026-03-04');
    expect(isGraceOver('2026-02-25', '2026-03-03')).toBe(false);
    expect(isGraceOver('2026-02-25', '2026-03-04')).toBe(true);
  });

  it('says what happens to whom, what is owed and by when it can be saved', () => {
    const unpaid = { number: '+91 80 4123 4567', amount: '₹295.00', dueDay: '2026-02-25', pastDueSince: '2026-02-25' };
    expect(riskSentence({ role: 'fallback', ...unpaid })).toBe(
      'Rent of ₹295.00 for the fallback number +91 80 4123 4567 was due on 25 Feb 2026 and the balance is too low. ' +
        'Add funds before 4 Mar 2026, or the pair is switched off and the fallback number is released.',
    );
    expect(riskSentence({ role: 'primary', ...unpaid })).toMatch(/or both numbers are released\.$/);
  });
});

it('only the operator, the installation itself and demo accounts add funds', () => {
  const user = { type: 'user' as const, userId: 'usr_1', role: 'owner' as const, isOperator: false };
  expect(mayAddFunds({ actor: user }, { isDemo: false })).toBe(false);
  expect(mayAddFunds({ actor: user }, { isDemo: true })).toBe(true);
  expect(mayAddFunds({ actor: { ...user, isOperator: true } }, { isDemo: false })).toBe(true);
  expect(mayAddFunds({ actor: { type: 'command', name: 'funds' } }, { isDemo: false })).toBe(true);
});

import { describe, expect, it } from 'vitest';
import { micros } from '@/lib/testing/factories';
import { addFundsInput, readLedgerQuery } from './schema';
import type { LedgerParams } from './types';

const idempotencyKey = 'form-00000001';

function amountOf(amount: unknown): bigint | string | undefined {
  const parsed = addFundsInput.safeParse({ amount, idempotencyKey });
  return parsed.success ? parsed.data.amount : parsed.error.issues[0]?.message;
}

describe('the amount of a top-up', () => {
  it('is decimal text, grouped or not', () => {
    const good = ['5000', ' 250.50 ', '0.01', '25,000', '1,00,000', '1,00,000.5', '10,00,000.00', '100.', '0100'];
    expect(good.map(amountOf)).toEqual(
      [5000, 250.5, 0.01, 25_000, 100_000, 100_000.5, 1_000_000, 100, 100].map(micros),
    );
  });

  it('is refused in one sentence otherwise', () => {
    const notNumbers = [
      '',
      'ten',
      '-5',
      '1e3',
      '0x10',
      '₹100',
      '2,50',
      '1,0000',
      '१००',
      '5 000',
      '.5',
      '9'.repeat(13),
      '1'.repeat(10_000),
      null,
      5,
      '= 1',
    ];
    for (const text of notNumbers)
      expect(amountOf(text), String(text).slice(0, 20)).toBe('Amount must be a number such as 5000 or 250.50.');
    expect(amountOf('1.005')).toBe('Amount may have at most 2 decimals.');
    expect(amountOf('0')).toBe('Amount must be more than 0.');
    expect(amountOf('0.00')).toBe('Amount must be more than 0.');
  });

  it('needs the key of its form', () => {
    const refused = addFundsInput.safeParse({ amount: '5', idempotencyKey: "'; DROP TABLE accounts" });
    expect(refused.error?.issues[0]?.message).toMatch(/^Idempotency key must be/);
  });
});

describe('the ledger query of an address', () => {
  const empty = { kind: null, number: null, from: null, to: null, before: null, after: null };
  const read = (params: Partial<LedgerParams>) => readLedgerQuery({ ...empty, ...params });

  it('is read as it was written', () => {
    const params = { kind: 'rental', number: '+91 80-4123', from: '2026-01-31', to: '2026-02-28', before: '42' };
    expect(read(params)).toEqual({
      filters: { kind: 'rental', number: '91804123', from: '2026-01-31', to: '2026-02-28' },
      cursor: { before: '42', after: null },
      problem: null,
    });
  });

  it('counts as not given where it makes no sense', () => {
    const junk = { kind: "rent'--", from: '2026-02-31', to: 'yesterday', before: '-1', after: '9'.repeat(20) };
    expect(read(junk)).toEqual({
      filters: { kind: null, number: null, from: null, to: null },
      cursor: { before: null, after: null },
      problem: 'The kind filter was left out: choose one from the list.',
    });
    expect(read({ to: 'yesterday' }).problem).toBe('The last day was left out: it is a day such as 2026-11-22.');
    for (const from of ['0000-00-00', '2026-13-01', '99999-01-01', '2026-1-1', ' 2026-01-01']) {
      expect(read({ from }).filters.from).toBeNull();
    }
  });

  it('tells in one sentence what a person got wrong', () => {
    for (const number of ["' OR 1=1", 'abc', '1'.repeat(16), '9'.repeat(10_000), '%']) {
      const { filters, problem } = read({ number });
      expect(filters.number).toBeNull();
      expect(problem).toBe('The number filter was left out: it takes up to 15 digits.');
    }
    expect(read({ from: '2026-03-01', to: '2026-02-01' }).problem).toMatch(/^The first day is after the last day/);
    expect(read({ number: ' ' }).problem).toBeNull();
  });
});

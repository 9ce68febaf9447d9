import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createClock } from '@/lib/testing/clock';
import { createAccount, testContext } from '@/lib/testing/factories';
import { checkBooks } from './check-books';
import { exportSpend } from './export-spend';
import { exportStatement } from './export-statement';
import { getMonthForecast } from './queries-spend';
import { findStatement, listStatements } from './queries-statement';
import { getSpendTotal, listMonthSpend, listNumberSpend, listTagSpend } from './queries-usage';

const CLOCK = createClock('2031-04-10T06:00:00Z');
const FROM = Date.parse('2031-01-01T00:00:00Z');
const UNTIL = Date.parse('2031-04-10T00:00:00Z');

/** Around the midnights of India between two months, where a month is easily mistaken. */
const moment = fc.oneof(
  fc.integer({ min: FROM, max: UNTIL }),
  fc.constantFrom('2031-02-28T18:29:59.999Z', '2031-02-28T18:30:00Z', '2031-03-31T18:30:00Z').map(Date.parse),
);
const entry = fc.record({
  kind: fc.constantFrom('top_up', 'adjustment', 'call', 'call', 'tax'),
  number: fc.constantFrom('918041230001', '918041230002', '918041230003'),
  amount: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  at: moment,
});

const isMoneyIn = (kind: string) => kind === 'top_up';

/** The ledger of an account, written entry by entry, oldest or not. */
async function accountWith(
  entries: readonly { kind: 'top_up' | 'adjustment' | 'call' | 'tax'; number: string; amount: bigint; at: number }[],
) {
  const account = await createAccount({ balance: 0 });
  let balance = 0n;
  const data = entries.map(({ kind, number, amount, at }, position) => {
    const amountMicros = isMoneyIn(kind) ? amount : -amount;
    balance += amountMicros;
    return {
      ...{ accountId: account.id, kind, description: kind, uniqueKey: `${account.id}:${position}`, amountMicros },
      ...{ balanceAfterMicros: balance, createdAt: new Date(at) },
      number: kind === 'top_up' || kind === 'adjustment' ? null : number,
    };
  });
  await db.ledgerEntry.createMany({ data });
  await db.account.update({ where: { id: account.id }, data: { balanceMicros: balance, createdAt: new Date(FROM) } });
  return { account, balance, ctx: testContext(account, 'owner', { clock: CLOCK }) };
}

async function textOf({ body }: { body: ReadableStream<Uint8Array> }): Promise<string[]> {
  return (await new Response(body).text()).replace('\uFEFF', '').trimEnd().split('\r\n');
}

/** Micros of a decimal as the files write it. */
function microsOf(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(6, '0'));
}

describe('statements', () => {
  it('opening balance and entries give the closing balance, month by month and in the file, over random histories', async () => {
    const seed = randomInt(2 ** 31);
    console.info(`statements of seed ${seed}`);
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 40 }), async (entries) => {
        const { balance, ctx } = await accountWith(entries);
        const statements = (await listStatements(ctx)).reverse();
        expect(statements[0]?.openingMicros).toBe(0n);
        expect(statements.at(-1)).toMatchObject({ month: '2031-04', closingMicros: balance, isComplete: false });
        for (const [index, { month, closingMicros, openingMicros, isComplete }] of statements.entries()) {
          expect(statements[index + 1]?.openingMicros ?? balance).toBe(closingMicros);
          expect(isComplete).toBe(month < '2031-04');
          const rows = (await textOf(await exportStatement(ctx, month))).slice(1).map((line) => line.split(','));
          const amounts = rows.map((row) => microsOf(row[10] || '0'));
          expect(amounts.reduce((sum, micros) => sum + micros, 0n)).toBe(closingMicros);
          expect(microsOf(rows[0]?.[11] ?? '')).toBe(openingMicros);
          expect(microsOf(rows.at(-1)?.[11] ?? '')).toBe(closingMicros);
          expect(rows.filter((row) => row[2] === 'GST 18 %')).toHaveLength(1);
        }
        const months = await listMonthSpend(ctx);
        const charged = entries.reduce(
          (sum, one) => sum + (one.kind === 'call' || one.kind === 'tax' ? one.amount : 0n),
          0n,
        );
        expect(months.reduce((sum, { totalMicros }) => sum + totalMicros, 0n)).toBe(charged);
        for (const { month, totalMicros } of months) {
          const numbers = await listNumberSpend(ctx, month, { offset: 0, limit: 50 });
          expect(numbers.reduce((sum, row) => sum + row.totalMicros, 0n)).toBe(totalMicros);
        }
      }),
      { seed, numRuns: 15, endOnFailure: false },
    );
    expect((await checkBooks(new Date())).filter(({ check }) => check.startsWith('The sums of'))).toEqual([]);
  }, 120_000);

  it('are there for months of the account only', async () => {
    const { ctx } = await accountWith([{ kind: 'top_up', number: '', amount: 5_000_000n, at: FROM }]);
    expect(await findStatement(ctx, '2030-12')).toBeNull();
    expect(await findStatement(ctx, '2031-05')).toBeNull();
    await expect(exportStatement(ctx, '2031-05')).rejects.toMatchObject({ code: 'not_found' });
    expect(await findStatement(ctx, '2031-02')).toMatchObject({ openingMicros: 5_000_000n, closingMicros: 5_000_000n });
  });
});

describe('what was spent', () => {
  it('counts a number with two tags for both, and numbers without any apart', async () => {
    const call = (number: string, amount: bigint) => ({
      kind: 'call' as const,
      number,
      amount,
      at: Date.parse('2031-03-05T00:00:00Z'),
    });
    const { ctx } = await accountWith([call('918041230001', 7n), call('918041230001', 3n), call('918041230002', 5n)]);
    expect(await listTagSpend(ctx, '2031-03')).toEqual([
      expect.objectContaining({ tag: null, numberCount: 2, callCount: 3, callMicros: 15n, totalMicros: 15n }),
    ]);
    const [dearest, other] = await listNumberSpend(ctx, '2031-03', { offset: 0, limit: 2 });
    expect([dearest, other]).toMatchObject([
      { number: '918041230001', callCount: 2, totalMicros: 10n },
      { number: '918041230002', totalMicros: 5n },
    ]);
    expect(await getSpendTotal(ctx, '2031-03')).toMatchObject({ totalMicros: 15n, callCount: 3 });
    const file = await textOf(await exportSpend(ctx, { view: 'number', month: '2031-03' }));
    expect(file[1]).toBe('918041230001,,,INR,0.00,0.00,0.00,0.000010,0.00,0.000010,2');
  });

  it('is told to who may see billing only', async () => {
    const account = await createAccount();
    const ctx = testContext(account, 'support');
    for (const read of [getMonthForecast(ctx), listStatements(ctx), listMonthSpend(ctx), findStatement(ctx, '2031-03')])
      await expect(read).rejects.toMatchObject({ code: 'forbidden' });
    await expect(exportSpend(ctx, { view: 'tag', month: '2031-03' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

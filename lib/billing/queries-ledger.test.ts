import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { type AccountFixture, createAccount, micros, testContext } from '@/lib/testing/factories';
import { exportLedger } from './export-ledger';
import { postEntries } from './post-entries';
import { LEDGER_PAGE_SIZE, listLedger } from './queries-ledger';
import type { LedgerCursor, LedgerFilters } from './types';

const NO_FILTER: LedgerFilters = { kind: null, number: null, from: null, to: null };
const FIRST_PAGE: LedgerCursor = { before: null, after: null };
const ENTRIES = LEDGER_PAGE_SIZE * 2 + 5;

let account: AccountFixture;
let stranger: AccountFixture;
const owner = () => testContext(account);

/** Entries of one rupee each, the opening balance before them. */
beforeAll(async () => {
  account = await createAccount({ balance: 10_000 });
  stranger = await createAccount({ balance: 1 });
  await db.$transaction(async (tx) => {
    for (let index = 1; index < ENTRIES; index += 1) {
      const isRent = index % 5 === 0;
      const entry = isRent ? { kind: 'rental' as const, number: '918041234567' } : { kind: 'adjustment' as const };
      await postEntries(tx, account.id, [
        { ...entry, amountMicros: -micros(1), description: `Entry ${index}`, uniqueKey: `${account.id}:${index}` },
      ]);
    }
  });
});

async function walk(step: 'older' | 'newer', start = FIRST_PAGE, filters = NO_FILTER) {
  const pages = [await listLedger(owner(), filters, start)];
  for (;;) {
    const id = pages.at(-1)?.[step];
    if (!id) return pages;
    const cursor = step === 'older' ? { before: id, after: null } : { before: null, after: id };
    pages.push(await listLedger(owner(), filters, cursor));
  }
}

describe('the ledger', () => {
  it('comes newest first, in pages that meet without a gap, there and back', async () => {
    const pages = await walk('older');
    expect(pages.map(({ rows }) => rows.length)).toEqual([LEDGER_PAGE_SIZE, LEDGER_PAGE_SIZE, 5]);
    const down = pages.flatMap(({ rows }) => rows);
    expect(down[0]?.description).toBe(`Entry ${ENTRIES - 1}`);
    expect(down.at(-1)?.description).toBe('Opening balance');
    expect(new Set(down.map(({ id }) => id)).size).toBe(ENTRIES);
    expect(pages[0]).toMatchObject({ total: ENTRIES, isTotalExact: true, newer: null });

    const last = pages.at(-1)?.rows[0]?.id ?? '';
    const back = await walk('newer', { before: null, after: last });
    expect(back.map(({ rows }) => rows.length)).toEqual([LEDGER_PAGE_SIZE, LEDGER_PAGE_SIZE]);
    expect(back[0]?.rows.at(-1)?.id).toBe(pages[1]?.rows.at(-1)?.id);
    expect(back[1]?.rows[0]?.id).toBe(down[0]?.id);
  });

  it('is filtered by kind and by part of a number', async () => {
    const rent = await listLedger(owner(), { ...NO_FILTER, kind: 'rental' }, FIRST_PAGE);
    expect(rent.total).toBe(20);
    expect(rent.rows[0]).toMatchObject({ kind: 'rental', numberDisplay: '+91 80 4123 4567' });
    expect((await listLedger(owner(), { ...NO_FILTER, number: '4123' }, FIRST_PAGE)).total).toBe(20);
    expect((await listLedger(owner(), { ...NO_FILTER, number: '999' }, FIRST_PAGE)).rows).toEqual([]);
  });

  it("is filtered by days of the account's own zone, both included", async () => {
    const other = await createAccount({ balance: 0 });
    const at = async (instant: string) =>
      db.ledgerEntry.create({
        data: {
          accountId: other.id,
          kind: 'adjustment',
          amountMicros: 0n,
          balanceAfterMicros: 0n,
          description: instant,
          uniqueKey: instant,
          createdAt: instant,
        },
      });
    for (const instant of [
      '2026-03-01T18:29:59Z',
      '2026-03-01T18:30:00Z',
      '2026-03-02T18:29:59Z',
      '2026-03-02T18:30:00Z',
    ])
      await at(instant);
    const inKolkata = { ...NO_FILTER, from: '2026-03-02', to: '2026-03-02' };
    const { rows } = await listLedger(testContext(other), inKolkata, FIRST_PAGE);
    expect(rows.map(({ description }) => description)).toEqual(['2026-03-02T18:29:59Z', '2026-03-01T18:30:00Z']);
  });

  it("never shows another account's entries, whatever the cursor", async () => {
    const theirs = await listLedger(testContext(stranger), NO_FILTER, { before: '9'.repeat(18), after: null });
    expect(theirs.rows.map(({ description }) => description)).toEqual(['Opening balance']);
  });

  it('is for roles that may see billing', async () => {
    for (const role of ['developer', 'support'] as const) {
      await expect(listLedger(testContext(account, role), NO_FILTER, FIRST_PAGE)).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(exportLedger(testContext(account, role), NO_FILTER)).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect((await listLedger(testContext(account, 'finance'), NO_FILTER, FIRST_PAGE)).total).toBe(ENTRIES);
  });
});

describe('the ledger as CSV', () => {
  async function read(filters: LedgerFilters) {
    const { fileName, body } = await exportLedger(owner(), filters);
    const records: Record<string, string>[] = parse(await new Response(body).text(), { columns: true, bom: true });
    return { fileName, records };
  }

  it('holds every entry with exact amounts and ISO times', async () => {
    const { fileName, records } = await read(NO_FILTER);
    expect(fileName).toMatch(/^twinline-ledger-\d{4}-\d\d-\d\d\.csv$/);
    expect(records).toHaveLength(ENTRIES);
    const entry = records.find(({ description }) => description === 'Entry 5');
    expect(entry).toMatchObject({
      kind: 'Rent',
      number: '918041234567',
      currency: 'INR',
      amount: '-1.00',
      balance_after: '9995.00',
    });
    expect(entry?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('names the days an entry pays for as the screens do', async () => {
    const buyer = await createAccount({ balance: 100 });
    const month = { amountMicros: -1n, periodFrom: '2026-11-22', periodUntil: '2026-12-22' };
    await db.$transaction((tx) =>
      postEntries(tx, buyer.id, [
        { ...month, kind: 'setup_fee', description: 'Set-up fee', uniqueKey: `${buyer.id}:fee` },
        { ...month, kind: 'rental', description: 'First month', uniqueKey: `${buyer.id}:rent` },
      ]),
    );
    const { body } = await exportLedger(testContext(buyer), NO_FILTER);
    const records: Record<string, string>[] = parse(await new Response(body).text(), { columns: true, bom: true });
    const days = { period: '22 Nov – 21 Dec 2026', period_first_day: '2026-11-22', period_last_day: '2026-12-21' };
    expect(records.slice(0, 2)).toMatchObject([days, { period: '', period_first_day: '', period_last_day: '' }]);
  });

  it('keeps the filters, and neutralises what a spreadsheet would run', async () => {
    await db.$transaction((tx) =>
      postEntries(tx, account.id, [
        { kind: 'setup_fee', amountMicros: -1n, description: '=cmd|calc', uniqueKey: `${account.id}:formula` },
      ]),
    );
    const { records } = await read({ ...NO_FILTER, kind: 'setup_fee' });
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ description: "'=cmd|calc", amount: '-0.000001' });
  });

  it('streams more entries than one batch', async () => {
    const many = await createAccount({ balance: 0 });
    await db.$executeRaw`
      INSERT INTO ledger_entries (account_id, kind, amount_micros, balance_after_micros, description, unique_key)
      SELECT ${many.id}, 'adjustment', 0, 0, 'Entry ' || i, ${many.id} || i FROM generate_series(1, 2500) i`;
    const { body } = await exportLedger(testContext(many), NO_FILTER);
    const lines = (await new Response(body).text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(2_501);
    expect(new Set(lines).size).toBe(2_501);
  });
});

import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dayOf } from '@/lib/datetime';
import { db } from '@/lib/db';
import { releaseUnpaid } from '@/lib/provisioning';
import { createAccount, micros } from '@/lib/testing/factories';
import { createPair, createRental } from '@/lib/testing/factories-rentals';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { postEntries } from './post-entries';
import { renewRentals } from './renew-rentals';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

// Runs are over the whole database: what earlier tests left is not theirs to count.
beforeEach(async () => {
  await db.rental.updateMany({ data: { status: 'released' } });
});

type Account = Awaited<ReturnType<typeof createAccount>>;

function rent(account: Account, options: { activeOn?: string; carrier?: { id: number }; monthly?: number } = {}) {
  const { carrier = india.carrierA, ...rest } = options;
  return createRental({ account, carrier, area: india.bengaluru, ratePlan: india.ratePlan, ...rest });
}

/** A pair that became active on 15 January, with this much left after both were paid. */
async function pairWith(left: number) {
  const account = await createAccount({ balance: 590 + left });
  const primary = await rent(account);
  const fallback = await rent(account, { carrier: india.carrierB });
  const pair = await createPair(primary, fallback);
  return { account, primary, fallback, pair };
}

const run = (instant: string) => renewRentals(new Date(instant), releaseUnpaid);
const rentalOf = (id: string) => db.rental.findUniqueOrThrow({ where: { id } });
const pairOf = (id: string) => db.haPair.findUniqueOrThrow({ where: { id } });
const renewalsOf = (id: string) =>
  db.ledgerEntry.findMany({
    where: { rentalId: id, description: { not: 'First month' }, kind: 'rental' },
    orderBy: { id: 'asc' },
  });
async function toldOf(account: Account) {
  const alerts = await db.alert.findMany({ where: { accountId: account.id }, orderBy: { id: 'asc' } });
  return alerts.map(({ kind, sentence }) => [kind, sentence]);
}
async function balanceOf(account: Account) {
  return (await db.account.findUniqueOrThrow({ where: { id: account.id } })).balanceMicros;
}
const addMoney = (account: Account, units: number, key: string) =>
  db.$transaction((tx) =>
    postEntries(tx, account.id, [
      { kind: 'top_up', amountMicros: micros(units), description: 'Funds', uniqueKey: `top_up:${key}` },
    ]),
  );

describe('a rent day', () => {
  it("comes at midnight of the account's own zone", async () => {
    const rupees = await createAccount({ balance: 1_000 });
    const dollars = await createAccount({ balance: 100, currency: 'USD' });
    const [inKolkata, inNewYork] = [await rent(rupees), await rent(dollars, { monthly: 2.5 })];
    // 15 February has begun in Kolkata at 18:30 UTC of the 14th, in New York at 05:00 UTC of the 15th.
    await run('2026-02-14T18:29:59Z');
    expect(await renewalsOf(inKolkata.id)).toHaveLength(0);
    await run('2026-02-14T18:30:00Z');
    expect(await renewalsOf(inKolkata.id)).toHaveLength(1);
    await run('2026-02-15T04:59:59Z');
    expect(await renewalsOf(inNewYork.id)).toHaveLength(0);
    await run('2026-02-15T05:00:00Z');
    expect(await renewalsOf(inNewYork.id)).toHaveLength(1);
    expect(await balanceOf(rupees)).toBe(micros(1_000 - 2 * 295));
    expect(await balanceOf(dollars)).toBe(micros(100 - 2 * 2.5));
  });

  it('charges rent and tax for the month, moves the day on and leaves an audit row', async () => {
    const account = await createAccount();
    const rental = await rent(account, { activeOn: '2026-01-31' });
    await run('2026-02-28T06:00:00Z');
    const entries = await db.ledgerEntry.findMany({ where: { rentalId: rental.id }, orderBy: { id: 'desc' }, take: 2 });
    expect(entries.reverse().map(({ uniqueKey, amountMicros }) => [uniqueKey, amountMicros])).toEqual([
      [`rental:${rental.id}:2026-02-28`, -micros(250)],
      [`tax:${rental.id}:2026-02-28`, -micros(45)],
    ]);
    const renewed = await rentalOf(rental.id);
    expect([renewed.status, dayOf(renewed.paidUntil ?? new Date(0))]).toEqual(['active', '2026-03-28']);
    const audit = await db.auditEvent.findFirstOrThrow({ where: { entityId: rental.id, action: 'number.renew' } });
    expect([audit.before, audit.after]).toEqual([{ paidUntil: '2026-02-28' }, { paidUntil: '2026-03-28' }]);
    expect(audit.actorType).toBe('system');
  });

  it('is charged once, however many workers run at once and how often', async () => {
    const account = await createAccount();
    const rentals = [await rent(account), await rent(account), await rent(account)];
    const instant = '2026-02-15T12:00:00Z';
    const runs = await Promise.all(Array.from({ length: 6 }, () => run(instant)));
    await run(instant);
    expect(runs.reduce((sum, { renewed }) => sum + renewed, 0)).toBe(3);
    expect(runs.map(({ failed }) => failed)).toEqual([0, 0, 0, 0, 0, 0]);
    for (const { id } of rentals) expect(await renewalsOf(id)).toHaveLength(1);
    expect(await balanceOf(account)).toBe(micros(25_000 - 6 * 295));
  });

  it('catches up on every month after a pause, and on no day before', async () => {
    const account = await createAccount();
    const rental = await rent(account, { activeOn: '2025-10-31' });
    await run('2026-03-29T12:00:00Z');
    const periods = (await renewalsOf(rental.id)).map(({ periodFrom }) => dayOf(periodFrom ?? new Date(0)));
    // Clamped in November and February, and kept.
    expect(periods).toEqual(['2025-11-30', '2025-12-30', '2026-01-30', '2026-02-28', '2026-03-28']);
  });

  it('of one rental that cannot be handled does not stop the others', async () => {
    const account = await createAccount();
    const [broken, healthy] = [await rent(account), await rent(account)];
    const entry = {
      kind: 'rental' as const,
      amountMicros: 0n,
      description: 'Charged before',
      uniqueKey: `rental:${broken.id}:2026-02-15`,
    };
    await db.$transaction((tx) => postEntries(tx, account.id, [entry]));
    const result = await run('2026-02-15T12:00:00Z');
    expect(result).toMatchObject({ failed: 1 });
    expect(await renewalsOf(healthy.id)).toHaveLength(1);
    expect((await rentalOf(broken.id)).paidUntil).toEqual(broken.paidUntil);
  });
});

describe('too little money', () => {
  it('renews the primary before its fallback, and puts the pair at risk before anything is released', async () => {
    const { account, primary, fallback, pair } = await pairWith(300);
    await run('2026-02-15T12:00:00Z');
    expect([(await rentalOf(primary.id)).status, (await rentalOf(fallback.id)).status]).toEqual(['active', 'past_due']);
    expect(dayOf((await rentalOf(fallback.id)).pastDueSince ?? new Date(0))).toBe('2026-02-15');
    const atRisk = await pairOf(pair.id);
    expect(atRisk.state).toBe('active');
    expect(atRisk.atRiskReason).toMatch(
      /^Rent of ₹295\.00 for the fallback number \+91 80 .* Add funds before 22 Feb 2026, or the pair/,
    );
    expect(await balanceOf(account)).toBe(micros(5));
    const events = await db.haPairEvent.findMany({ where: { pairId: pair.id } });
    expect(events.map(({ reason }) => reason)).toEqual([atRisk.atRiskReason]);
    expect(await toldOf(account)).toEqual([['past_due', atRisk.atRiskReason]]);
  });

  it('is told once: the next runs change nothing until there is money', async () => {
    const { account, fallback, pair } = await pairWith(300);
    await run('2026-02-15T12:00:00Z');
    const written = await db.auditEvent.count({ where: { accountId: account.id } });
    for (const day of ['15', '16', '21'])
      expect(await run(`2026-02-${day}T13:00:00Z`)).toMatchObject({ past_due: 0, released: 0 });
    expect(await db.auditEvent.count({ where: { accountId: account.id } })).toBe(written);
    expect(await db.haPairEvent.count({ where: { pairId: pair.id } })).toBe(1);
    expect((await rentalOf(fallback.id)).status).toBe('past_due');
    expect(await toldOf(account)).toHaveLength(1);
  });

  it('heals: once payable again the number is active and the pair out of danger', async () => {
    const { account, fallback, pair } = await pairWith(300);
    await run('2026-02-15T12:00:00Z');
    await addMoney(account, 290, `heals-${account.id}`);
    expect(await run('2026-02-20T12:00:00Z')).toMatchObject({ recovered: 1 });
    const healed = await rentalOf(fallback.id);
    expect([healed.status, healed.pastDueSince]).toEqual(['active', null]);
    expect(dayOf(healed.paidUntil ?? new Date(0))).toBe('2026-03-15');
    expect((await pairOf(pair.id)).atRiskReason).toBeNull();
    expect(await balanceOf(account)).toBe(0n);
  });

  it('on hold for another number does not count', async () => {
    const account = await createAccount({ balance: 295 + 295 });
    const rental = await rent(account);
    await db.account.update({ where: { id: account.id }, data: { heldMicros: 1n } });
    await run('2026-02-15T12:00:00Z');
    expect((await rentalOf(rental.id)).status).toBe('past_due');
    await db.account.update({ where: { id: account.id }, data: { heldMicros: 0n } });
    await run('2026-02-15T12:01:00Z');
    expect((await rentalOf(rental.id)).status).toBe('active');
  });

  it('names the primary when both are past due, and stays at risk until both are paid', async () => {
    const { account, pair } = await pairWith(0);
    await run('2026-02-15T12:00:00Z');
    expect((await pairOf(pair.id)).atRiskReason).toContain('both numbers are released');
    await addMoney(account, 295, `both-${account.id}`);
    await run('2026-02-16T12:00:00Z');
    expect((await pairOf(pair.id)).atRiskReason).toContain('the fallback number');
  });
});

describe('after seven days of grace', () => {
  it('an unpaid fallback is released and its pair switched off with notice; the primary stays', async () => {
    const { primary, fallback, pair } = await pairWith(300);
    await run('2026-02-15T12:00:00Z');
    await run('2026-02-21T18:29:59Z');
    expect((await rentalOf(fallback.id)).status).toBe('past_due');
    expect(await run('2026-02-21T18:30:00Z')).toMatchObject({ released: 1 });
    const released = await rentalOf(fallback.id);
    expect(released).toMatchObject({
      status: 'released',
      statusReason: expect.stringContaining('stayed unpaid for 7 days'),
    });
    expect(released.buyBackUntil).not.toBeNull();
    expect((await db.inventoryNumber.findUniqueOrThrow({ where: { number: fallback.number } })).status).toBe(
      'held_for_buyback',
    );
    expect(await pairOf(pair.id)).toMatchObject({
      state: 'off',
      atRiskReason: null,
      stateReason: expect.stringContaining('switched off'),
    });
    expect((await rentalOf(primary.id)).status).toBe('active');
  });

  it('an unpaid primary is released with its fallback', async () => {
    const { primary, fallback, pair } = await pairWith(0);
    await run('2026-02-15T12:00:00Z');
    await run('2026-02-22T12:00:00Z');
    expect([(await rentalOf(primary.id)).status, (await rentalOf(fallback.id)).status]).toEqual([
      'released',
      'released',
    ]);
    expect((await pairOf(pair.id)).state).toBe('off');
    const audit = await db.auditEvent.count({
      where: { action: 'number.release', entityId: { in: [primary.id, fallback.id] } },
    });
    expect(audit).toBe(2);
  });

  it('a last-minute payment saves it', async () => {
    const { account, primary, fallback } = await pairWith(0);
    await run('2026-02-15T12:00:00Z');
    await addMoney(account, 590, `saves-${account.id}`);
    expect(await run('2026-02-22T12:00:00Z')).toMatchObject({ recovered: 2, released: 0 });
    expect([(await rentalOf(primary.id)).status, (await rentalOf(fallback.id)).status]).toEqual(['active', 'active']);
  });

  it('counted from when it was first told: a pause of the worker releases nothing unannounced', async () => {
    const { primary, pair } = await pairWith(0);
    expect(await run('2026-04-02T12:00:00Z')).toMatchObject({ past_due: 2, released: 0 });
    expect((await pairOf(pair.id)).atRiskReason).toContain('was due on 15 Feb 2026');
    expect((await pairOf(pair.id)).atRiskReason).toContain('Add funds before 9 Apr 2026');
    // Two months have begun meanwhile.
    expect((await pairOf(pair.id)).atRiskReason).toContain('Rent of ₹590.00');
    expect((await rentalOf(primary.id)).status).toBe('past_due');
    expect(await run('2026-04-09T12:00:00Z')).toMatchObject({ released: 1 });
    expect((await rentalOf(primary.id)).status).toBe('released');
  });

  it('waits while the fallback of the pair is just being set up', async () => {
    const { primary, pair } = await pairWith(0);
    await run('2026-02-15T12:00:00Z');
    await db.haPair.update({ where: { id: pair.id }, data: { state: 'ordered' } });
    await run('2026-02-22T12:00:00Z');
    expect((await rentalOf(primary.id)).status).toBe('past_due');
    await db.haPair.update({ where: { id: pair.id }, data: { state: 'active' } });
    await run('2026-02-22T12:01:00Z');
    expect((await rentalOf(primary.id)).status).toBe('released');
  });

  it('releases nothing twice when two workers run', async () => {
    const { primary, fallback } = await pairWith(0);
    await run('2026-02-15T12:00:00Z');
    const spied = vi.fn(releaseUnpaid);
    await Promise.all([1, 2, 3].map(() => renewRentals(new Date('2026-02-22T12:00:00Z'), spied)));
    expect((await rentalOf(primary.id)).status).toBe('released');
    const audit = await db.auditEvent.count({
      where: { action: 'number.release', entityId: { in: [primary.id, fallback.id] } },
    });
    expect(audit).toBe(2);
  });
});

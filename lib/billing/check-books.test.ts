import { beforeAll, describe, expect, it } from 'vitest';
import { recordCalls } from '@/lib/calls';
import { db, Prisma, type Transaction } from '@/lib/db';
import { disableHighAvailability, purchaseNumber, releaseUnpaid, reserveNumbers } from '@/lib/provisioning';
import { type AccountFixture, createAccount, createCompliance, micros, testContext } from '@/lib/testing/factories';
import { callRecordOf } from '@/lib/testing/factories-calls';
import { createPair, createRental } from '@/lib/testing/factories-rentals';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { drainQueues } from '@/lib/testing/steps';
import { BOOK_CHECKS, checkBooks, findIn } from './check-books';
import { renewRentals } from './renew-rentals';

const NOW = new Date('2026-02-15T12:00:00Z');

interface World {
  account: AccountFixture;
  india: IndiaFixture;
  single: { id: string; number: string };
  primary: { id: string; number: string };
  fallback: { id: string; number: string };
  pairId: string;
  kept: { id: string; number: string };
  settingUp: string;
  failed: string;
  reservationId: string;
  answeredId: number;
  missedId: number;
}

let world: World;

const clock = { now: () => NOW };
const inBengaluru = (india: IndiaFixture, carrier: { id: number }) => ({
  carrier,
  area: india.bengaluru,
  ratePlan: india.ratePlan,
});

async function rentals(account: AccountFixture, india: IndiaFixture) {
  const [a, b] = [inBengaluru(india, india.carrierA), inBengaluru(india, india.carrierB)];
  const single = await createRental({ account, ...a, activeOn: '2026-01-20' });
  const [primary, fallback] = [await createRental({ account, ...a }), await createRental({ account, ...b })];
  const pair = await createPair(primary, fallback);
  // Renewed once each, and one of them gone into its buy-back days with its pair.
  const [former, kept] = [await createRental({ account, ...a }), await createRental({ account, ...b })];
  await createPair(former, kept);
  await renewRentals(NOW, releaseUnpaid);
  const ctx = testContext(account, 'owner', { clock: { ...clock, advance: () => undefined, set: () => undefined } });
  await disableHighAvailability(ctx, { rentalId: former.id, fallback: 'release' });
  return { single, primary, fallback, pairId: pair.id, kept };
}

/** A number whose order is still queued, one its carrier refused, and one that is reserved. */
async function purchases(account: AccountFixture, india: IndiaFixture) {
  await createCompliance(account);
  const ctx = testContext(account);
  const buy = (number: string, key: string) => purchaseNumber(ctx, { number, idempotencyKey: `books-${key}-key` });
  const [refused = '', queued = '', reserved = ''] = await createStock({
    ...inBengaluru(india, india.carrierA),
    count: 3,
  });
  await createStock({ ...inBengaluru(india, india.carrierB), count: 1 });
  await db.sandboxSettings.update({ where: { carrierId: india.carrierA.id }, data: { outcome: 'refuse' } });
  const { rentalId: failed } = await buy(refused, 'refused');
  await drainQueues();
  await db.sandboxSettings.update({ where: { carrierId: india.carrierA.id }, data: { outcome: 'accept' } });
  const { rentalId: settingUp } = await buy(queued, 'queued');
  const { reservationId } = await reserveNumbers(ctx, { number: reserved, highAvailability: true });
  return { failed, settingUp, reservationId };
}

/** A call that was answered, and one that was not. */
async function calls(account: AccountFixture, { number }: { number: string }) {
  const answered = callRecordOf({ accountId: account.id, fromNumber: number });
  const missed = callRecordOf({ accountId: account.id, fromNumber: number, state: 'no_answer', answeredAt: null });
  await db.$transaction((tx) => recordCalls(tx, 'agent-1', [answered, missed]));
  return { answeredId: answered.id, missedId: missed.id };
}

/** An account out of money, with its pair at risk. */
async function atRisk(india: IndiaFixture) {
  const account = await createAccount({ balance: 590 });
  const primary = await createRental({ account, ...inBengaluru(india, india.carrierA) });
  const fallback = await createRental({ account, ...inBengaluru(india, india.carrierB) });
  await createPair(primary, fallback);
  await renewRentals(NOW, releaseUnpaid);
}

beforeAll(async () => {
  const india = await createIndia();
  const account = await createAccount();
  const rented = await rentals(account, india);
  world = { account, india, ...rented, ...(await purchases(account, india)), ...(await calls(account, rented.single)) };
  await atRisk(india);
});

/** What the checks find once `sabotage` was done, which is undone afterwards. */
async function findingsAfter(sabotage: (tx: Transaction) => Promise<unknown>) {
  const undo = new Error('undo');
  let findings: Awaited<ReturnType<typeof findIn>> = [];
  const attempt = db.$transaction(async (tx) => {
    // Triggers and foreign keys keep the books from being broken by hand; here they must look away.
    await tx.$executeRaw`ALTER TABLE ledger_entries DISABLE TRIGGER USER`;
    await tx.$executeRaw`DO $$ DECLARE c record; BEGIN
      FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.t, c.conname);
      END LOOP; END $$`;
    await sabotage(tx);
    findings = await findIn(tx, NOW);
    throw undo;
  });
  await expect(attempt).rejects.toBe(undo);
  return findings;
}

const sql = Prisma.sql;

/** For each check, what breaks it. */
const SABOTAGE: Record<string, () => Prisma.Sql[]> = {
  'A balance is the sum of its ledger': () => [
    sql`UPDATE accounts SET balance_micros = balance_micros + 1 WHERE id = ${world.account.id}`,
  ],
  'Running balances follow one another': () => [
    sql`UPDATE ledger_entries SET balance_after_micros = balance_after_micros - 1 WHERE rental_id = ${world.single.id} AND kind = 'tax'`,
  ],
  'The sums of the months are those of the ledger': () => [
    sql`UPDATE ledger_months SET top_up_micros = top_up_micros + 1 WHERE account_id = ${world.account.id}`,
  ],
  'The sums of numbers are those of their account’s months': () => [
    sql`UPDATE number_months SET rent_micros = rent_micros - 1 WHERE account_id = ${world.account.id}`,
  ],
  'Money on hold is the sum of open holds': () => [
    sql`UPDATE accounts SET held_micros = 0 WHERE id = ${world.account.id}`,
  ],
  'No account spent more than it had': () => [
    sql`UPDATE accounts SET balance_micros = held_micros - 2000000 WHERE id = ${world.account.id}`,
  ],
  'Only a number being set up has money on hold': () => [
    sql`UPDATE rentals SET status = 'failed' WHERE id = ${world.settingUp}`,
  ],
  'A captured hold is what was charged': () => [
    sql`UPDATE balance_holds SET amount_micros = amount_micros + 1 WHERE rental_id = ${world.single.id}`,
  ],
  'A first charge was held once before': () => [sql`DELETE FROM balance_holds WHERE rental_id = ${world.primary.id}`],
  'A number that never worked costs nothing': () => [
    sql`UPDATE ledger_entries SET rental_id = ${world.failed} WHERE rental_id = ${world.single.id}`,
  ],
  'No day is charged twice': () => [
    sql`INSERT INTO ledger_entries (account_id, kind, amount_micros, balance_after_micros, description, rental_id, period_from, period_until, unique_key)
        VALUES (${world.account.id}, 'rental', -1, 0, 'Monthly rental', ${world.single.id}, '2026-02-19', '2026-03-19', 'again')`,
  ],
  'A live number is paid until its last charge ends': () => [
    sql`UPDATE rentals SET paid_until = paid_until + 1 WHERE id = ${world.single.id}`,
  ],
  'A number is past due since a day': () => [
    sql`UPDATE rentals SET past_due_since = '2026-02-15' WHERE id = ${world.single.id}`,
  ],
  'Tax goes with its charge': () => [
    sql`DELETE FROM ledger_entries WHERE rental_id = ${world.single.id} AND kind = 'tax'`,
  ],
  'A charge is on the account of its number': () => [
    sql`UPDATE ledger_entries SET rental_id = 'num_none' WHERE rental_id = ${world.single.id}`,
  ],
  'A call costs what its ledger says': () => [
    sql`UPDATE ledger_entries SET amount_micros = amount_micros - 1 WHERE unique_key = ${`tax:call:${world.answeredId}`}`,
  ],
  'A call that was not answered is free': () => [
    sql`ALTER TABLE calls DROP CONSTRAINT calls_unanswered_free`,
    sql`UPDATE calls SET amount_micros = 600000 WHERE id = ${world.missedId}`,
  ],
  'Calls are billed by begun minutes': () => [sql`UPDATE calls SET billed_seconds = 75 WHERE id = ${world.answeredId}`],
  'A live number is rented in the stock': () => [
    sql`UPDATE inventory_numbers SET status = 'available' WHERE number = ${world.single.number}`,
  ],
  'A number has one live rental': () => [
    sql`DROP INDEX rentals_one_live_per_number`,
    sql`UPDATE rentals SET number = ${world.primary.number} WHERE id = ${world.single.id}`,
  ],
  'A rented number has a live rental': () => [
    sql`UPDATE rentals SET status = 'released' WHERE id = ${world.single.id}`,
  ],
  'A reserved number belongs to a live reservation': () => [
    sql`UPDATE reservations SET state = 'expired' WHERE id = ${world.reservationId}`,
  ],
  'A live reservation holds its numbers': () => [
    sql`UPDATE inventory_numbers SET status = 'available', reservation_id = NULL
         WHERE number = (SELECT fallback_number FROM reservations WHERE id = ${world.reservationId})`,
  ],
  'A number kept for buy-back was released by somebody': () => [
    sql`UPDATE rentals SET buy_back_until = NULL WHERE id = ${world.kept.id}`,
  ],
  'A number that can be bought back is kept': () => [
    sql`UPDATE inventory_numbers SET status = 'available' WHERE number = ${world.kept.number}`,
  ],
  'A rental has one carrier order': () => [
    sql`INSERT INTO carrier_orders (id, rental_id, carrier_id, number, idempotency_key, state, updated_at)
        SELECT 'ord_again', rental_id, carrier_id, number, 'again', state, now() FROM carrier_orders WHERE rental_id = ${world.single.id}`,
  ],
  'A live number is ordered at its carrier': () => [
    sql`UPDATE carrier_orders SET state = 'released' WHERE rental_id = ${world.single.id}`,
  ],
  'A number of the account’s own contract is not ordered': () => [
    sql`UPDATE rentals SET origin = 'brought', setup_micros = 0, monthly_micros = 0 WHERE id = ${world.single.id}`,
  ],
  'An ended rental leaves no order at a carrier': () => [
    sql`UPDATE carrier_orders SET state = 'placed' WHERE rental_id = ${world.failed}`,
  ],
  'A number being set up is being worked on': () => [
    sql`UPDATE dbos.workflow_status SET status = 'ERROR' WHERE workflow_uuid = ${`provisionRental:${world.settingUp}`}`,
  ],
  'A pair and its numbers are of one account': () => [
    sql`UPDATE ha_pairs SET account_id = 'acc_other' WHERE id = ${world.pairId}`,
  ],
  'A live pair stands on a live primary': () => [
    sql`UPDATE rentals SET status = 'released' WHERE id = ${world.primary.id}`,
  ],
  'A fallback is in the state of its pair': () => [
    sql`UPDATE rentals SET status = 'released' WHERE id = ${world.fallback.id}`,
  ],
  'A pair does not fail together': () => [
    sql`UPDATE carriers SET failure_domains = failure_domains || 'dc:mumbai-1'::text WHERE id = ${world.india.carrierB.id}`,
  ],
  'A pair is two India local numbers of one series': () => [
    sql`UPDATE inventory_numbers SET series = '140' WHERE number = ${world.fallback.number}`,
  ],
  'A number is in one live pair': () => [
    sql`INSERT INTO ha_pairs (id, account_id, primary_rental_id, state, consent_until, updated_at)
        VALUES ('par_second', ${world.account.id}, ${world.fallback.id}, 'waiting_for_stock', now(), now())`,
  ],
  'A pair is at risk exactly while a number of it is past due': () => [
    sql`UPDATE ha_pairs SET at_risk_reason = NULL WHERE at_risk_reason IS NOT NULL`,
  ],
};

it('healthy books pass every check', async () => {
  expect(await checkBooks(NOW)).toEqual([]);
  expect(await db.ledgerEntry.count()).toBeGreaterThan(15);
  expect(await db.balanceHold.groupBy({ by: ['state'] })).toHaveLength(3);
  expect(await db.account.findUniqueOrThrow({ where: { id: world.account.id } })).toMatchObject({
    heldMicros: micros(295),
  });
});

describe('broken books are found', () => {
  it('by every check', () => {
    expect(Object.keys(SABOTAGE).sort()).toEqual(BOOK_CHECKS.map(({ name }) => name).sort());
  });

  it.each(Object.entries(SABOTAGE))('%s', async (name, statements) => {
    const findings = await findingsAfter(async (tx) => {
      for (const statement of statements())
        expect(await tx.$executeRaw(statement), 'it must change something').not.toBe(-1);
    });
    const found = findings.filter(({ check }) => check === name);
    expect(found).not.toEqual([]);
    for (const { subject, detail } of found)
      expect([subject, detail]).toEqual([expect.any(String), expect.stringMatching(/\.$/)]);
  });

  it('and are whole again when nobody looks away', async () => {
    await expect(db.$executeRaw`UPDATE ledger_entries SET amount_micros = 0`).rejects.toThrow();
    expect(await checkBooks(NOW)).toEqual([]);
  });
});

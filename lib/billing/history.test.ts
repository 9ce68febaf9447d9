import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { asAccountId, type Context } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import {
  disableHighAvailability,
  enableHighAvailability,
  expireReservations,
  fillWaitingPairs,
  pairOwnedNumbers,
  purchaseNumber,
  releaseUnpaid,
  reserveNumbers,
  returnReleasedNumbers,
  withdrawNumber,
} from '@/lib/provisioning';
import { buyBackNumber } from '@/lib/rentals/buy-back-number';
import { releaseNumber } from '@/lib/rentals/release-number';
import { createAccount, createCompliance, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { drainQueues } from '@/lib/testing/steps';
import { addFunds } from './add-funds';
import { checkBooks } from './check-books';
import { renewRentals } from './renew-rentals';

const DAY_MS = 86_400_000;
const HISTORIES = 12;
const STEPS = { minLength: 15, maxLength: 40, size: 'max' } as const;

let india: IndiaFixture;
let keys = 0;
const key = () => `history-${String(++keys).padStart(8, '0')}`;

beforeAll(async () => {
  india = await createIndia();
  await createStock({ area: india.bengaluru, ratePlan: india.ratePlan, carrier: india.carrierA, count: 500 });
});

/** Numbers that can be fallbacks are scarce, so that pairs wait; now and then one turns up. */
async function offerFallbacks(count: number): Promise<void> {
  if (count > 0) await createStock({ area: india.bengaluru, ratePlan: india.ratePlan, carrier: india.carrierB, count });
}

// Only the clock is ours: timers and the database run as usual.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2027-01-29T10:00:00Z');
});
afterEach(() => {
  vi.useRealTimers();
});

type RentalStatus = 'provisioning' | 'active' | 'past_due' | 'released' | 'failed';

async function free(carrierId: number): Promise<string> {
  const stock = await db.inventoryNumber.findFirst({
    where: { status: 'available', carrierId },
    orderBy: { number: 'asc' },
  });
  return stock?.number ?? '918000000000';
}

async function work(outcome: 'accept' | 'refuse'): Promise<void> {
  await db.sandboxSettings.updateMany({ data: { outcome } });
  await drainQueues();
}

async function runJobs(): Promise<void> {
  const now = new Date();
  await renewRentals(now, releaseUnpaid);
  await expireReservations(now);
  await fillWaitingPairs(now);
  await returnReleasedNumbers(now);
}

const which = fc.nat(20);
const highAvailability = fc.boolean();
const fallback = fc.constantFrom('keep' as const, 'release' as const);
const outcome = fc.constantFrom('accept' as const, 'accept' as const, 'refuse' as const);

function one<Name extends string, Rest extends object>(
  name: Name,
  rest: { [Key in keyof Rest]: fc.Arbitrary<Rest[Key]> },
) {
  return fc.record({ do: fc.constant(name), ...rest }) as fc.Arbitrary<{ do: Name } & Rest>;
}

const step = fc.oneof(
  { weight: 4, arbitrary: one('buy', { highAvailability }) },
  { weight: 1, arbitrary: one('reserve', { highAvailability }) },
  { weight: 1, arbitrary: one('buy reserved', { which }) },
  { weight: 2, arbitrary: one('add funds', { amount: fc.integer({ min: 1, max: 1_500 }) }) },
  { weight: 4, arbitrary: one('work', { outcome }) },
  { weight: 4, arbitrary: one('wait', { days: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 4, arbitrary: one('jobs', {}) },
  { weight: 1, arbitrary: one('stock', {}) },
  { weight: 1, arbitrary: one('release', { which }) },
  { weight: 1, arbitrary: one('buy back', { which }) },
  { weight: 1, arbitrary: one('withdraw', { which }) },
  { weight: 1, arbitrary: one('enable', { which }) },
  { weight: 1, arbitrary: one('disable', { which, fallback }) },
  { weight: 1, arbitrary: one('pair owned', { which, other: which }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const LIVE: RentalStatus[] = ['active', 'past_due'];

/** One of the account's rentals in these states; an id nobody has when there is none. */
async function pick(ctx: Context, index: number, statuses: RentalStatus[]) {
  const rentals = await db.rental.findMany({
    where: { accountId: ctx.accountId, status: { in: statuses } },
    orderBy: { id: 'asc' },
  });
  return rentals[index % Math.max(rentals.length, 1)] ?? { id: `num_${'0'.repeat(26)}`, number: '918000000000' };
}

async function buyReserved(ctx: Context, index: number): Promise<unknown> {
  const held = await db.reservation.findMany({ where: { accountId: ctx.accountId, state: 'held' } });
  const reservation = held[index % Math.max(held.length, 1)];
  if (!reservation) return;
  const { id: reservationId, number } = reservation;
  return purchaseNumber(ctx, { number, reservationId, idempotencyKey: key() });
}

/** Carriers withdraw numbers in any state: rented, reserved, released, free. */
async function withdrawAny(ctx: Context, index: number): Promise<unknown> {
  const reserved = await db.reservation.findFirst({ where: { accountId: ctx.accountId, state: 'held' } });
  if (reserved && index % 4 === 0) return withdrawNumber(reserved.number, ctx.now());
  const { number } = await pick(ctx, index, ['provisioning', 'active', 'past_due', 'released', 'failed']);
  return withdrawNumber(number, ctx.now());
}

const STEP: { [Name in Step['do']]: (ctx: Context, step: Extract<Step, { do: Name }>) => Promise<unknown> } = {
  buy: async (ctx, { highAvailability }) =>
    purchaseNumber(ctx, { number: await free(india.carrierA.id), highAvailability, idempotencyKey: key() }),
  reserve: async (ctx, { highAvailability }) =>
    reserveNumbers(ctx, { number: await free(india.carrierA.id), highAvailability }),
  'buy reserved': (ctx, { which }) => buyReserved(ctx, which),
  'add funds': (ctx, { amount }) => addFunds(ctx, { amount: String(amount), idempotencyKey: key() }),
  work: (_ctx, { outcome }) => work(outcome),
  wait: async (_ctx, { days }) => vi.setSystemTime(Date.now() + days * DAY_MS),
  jobs: () => runJobs(),
  stock: () => offerFallbacks(1),
  release: async (ctx, { which }) => releaseNumber(ctx, { rentalId: (await pick(ctx, which, LIVE)).id }),
  'buy back': async (ctx, { which }) => buyBackNumber(ctx, { rentalId: (await pick(ctx, which, ['released'])).id }),
  withdraw: (ctx, { which }) => withdrawAny(ctx, which),
  enable: async (ctx, { which }) => enableHighAvailability(ctx, { rentalId: (await pick(ctx, which, LIVE)).id }),
  disable: async (ctx, { which, fallback }) =>
    disableHighAvailability(ctx, { rentalId: (await pick(ctx, which, LIVE)).id, fallback }),
  'pair owned': async (ctx, { which, other }) =>
    pairOwnedNumbers(ctx, {
      rentalId: (await pick(ctx, which, LIVE)).id,
      fallbackRentalId: (await pick(ctx, other, LIVE)).id,
    }),
};

/** Refusals are part of life; anything else is a bug. */
async function take(ctx: Context, step: Step): Promise<void> {
  // The table has the step's own function under its name; the compiler cannot follow that through the union.
  const act = STEP[step.do] as (ctx: Context, step: Step) => Promise<unknown>;
  await act(ctx, step).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
  });
}

/** What must hold after every step, not only at the end. */
async function expectExactBalance(accountId: string): Promise<void> {
  const [sums] = await db.$queryRaw<{ off_ledger: bigint; off_holds: bigint; available: bigint }[]>`
    SELECT balance_micros - (SELECT SUM(amount_micros) FROM ledger_entries WHERE account_id = a.id)::bigint AS off_ledger,
           held_micros - (SELECT COALESCE(SUM(amount_micros), 0) FROM balance_holds WHERE account_id = a.id AND state = 'held')::bigint AS off_holds,
           balance_micros - held_micros AS available FROM accounts a WHERE id = ${accountId}`;
  expect(sums).toMatchObject({ off_ledger: 0n, off_holds: 0n });
  expect((sums?.available ?? -1n) >= 0n).toBe(true);
}

it('random histories keep the balance the sum of its ledger, holds exact, and all books in agreement', async () => {
  const seed = randomInt(2 ** 31);
  console.info(`histories of seed ${seed}`);
  const history = fc.asyncProperty(
    fc.integer({ min: 300, max: 4_000 }),
    fc.array(step, STEPS),
    async (balance, steps) => {
      const account = await createAccount({ balance, isDemo: true });
      await createCompliance(account);
      await offerFallbacks(1);
      for (const action of steps) {
        await take(testContext(account), action);
        await expectExactBalance(account.id);
      }
      await work('accept');
      await runJobs();
      await work('accept');
      expect(await checkBooks(new Date())).toEqual([]);
      await leave(account.id);
    },
  );
  await fc.assert(history, { seed, numRuns: HISTORIES, endOnFailure: false });
}, 300_000);

/** Ends what the history left, so that the next one starts with the same stock: no number of it can be a fallback. */
async function leave(accountId: string): Promise<void> {
  const ctx = testContext({ id: asAccountId(accountId), userId: 'usr_leaving' });
  for (;;) {
    const rental = await db.rental.findFirst({
      where: {
        accountId,
        status: { in: ['active', 'past_due'] },
        fallbackPairs: {
          none: { state: { notIn: ['off', 'failed'] }, primary: { status: { in: ['active', 'past_due'] } } },
        },
      },
    });
    if (!rental) break;
    await releaseNumber(ctx, { rentalId: rental.id });
  }
  vi.setSystemTime(Date.now() + 6 * DAY_MS);
  await runJobs();
  await work('accept');
  await db.inventoryNumber.updateMany({
    where: { status: 'available', carrierId: india.carrierB.id },
    data: { status: 'withdrawn' },
  });
}

import { beforeAll, describe, expect, it, vi } from 'vitest';
import { db } from '@/lib/db';
import { createAccount, createCompliance, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { cancelReservationAction, purchaseNumberAction, reserveNumbersAction } from './actions';
import { detailsPath, resultPath, reviewPath } from './format';
import { reserveNumbers } from './reserve-numbers';

const session = vi.hoisted(() => ({ require: vi.fn() }));
vi.mock('@/lib/auth', async (original) => ({
  ...(await original<typeof import('@/lib/auth')>()),
  requireSession: session.require,
}));
// Works within Next's request only.
vi.mock('next/cache', () => ({ revalidatePath: vi.fn() }));

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

async function signIn(balance = 25_000, role: 'owner' | 'support' = 'owner') {
  const account = await createAccount({ balance });
  await createCompliance(account);
  const ctx = testContext(account, role);
  session.require.mockResolvedValue({ ctx });
  return { account, ctx };
}

async function stock() {
  const [number = ''] = await createStock({
    carrier: india.carrierA,
    area: india.bengaluru,
    ratePlan: india.ratePlan,
  });
  return number;
}

/** Where an action sends the browser: Next's redirect is an error with the address in its digest. */
async function destination(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(() => null).catch((thrown: unknown) => thrown);
  if (typeof error !== 'object' || error === null || !('digest' in error)) throw new Error('The action went nowhere.');
  return String(error.digest).split(';')[2] ?? '';
}

async function statusOf(number: string) {
  return (await db.inventoryNumber.findUniqueOrThrow({ where: { number } })).status;
}

describe('reserving', () => {
  it('goes on to the review with what was chosen', async () => {
    const { ctx } = await signIn();
    const number = await stock();
    const target = await destination(reserveNumbersAction({ number, alias: 'Front desk & co' }));
    const { id } = await db.reservation.findFirstOrThrow({ where: { accountId: ctx.accountId } });
    expect(target).toBe(reviewPath(number, { reservationId: id, alias: 'Front desk & co' }));
    expect(await statusOf(number)).toBe('reserved');
  });

  it('of a number sold meanwhile shows its page again', async () => {
    const number = await stock();
    await reserveNumbers((await signIn()).ctx, { number });
    await signIn();
    expect(await destination(reserveNumbersAction({ number }))).toBe(detailsPath(number));
  });

  it.each([
    ['a balance that is too low', {}, 100, 'insufficient_balance', '₹195.00 is missing'],
    [
      'an alias of 10 kB',
      { alias: 'x'.repeat(10_240) },
      25_000,
      'invalid_input',
      'Alias may have at most 80 characters.',
    ],
    ['a forged application', { applicationId: "app_' OR 1=1" }, 25_000, 'invalid_input', 'Application is unknown.'],
    ['a reach that does not exist', { reach: 'moon' }, 25_000, 'invalid_input', 'Fallback area must be one of'],
  ])('with %s says so and changes nothing', async (_case, settings, balance, code, sentence) => {
    await signIn(balance);
    const number = await stock();
    const { serverError } = await reserveNumbersAction({ number, ...(settings as object) });
    expect(serverError).toMatchObject({ code, message: expect.stringContaining(sentence) });
    expect(await statusOf(number)).toBe('available');
  });

  it('is refused to roles that may not buy', async () => {
    await signIn(25_000, 'support');
    const number = await stock();
    const { serverError } = await reserveNumbersAction({ number });
    expect(serverError).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('You may not buy numbers.'),
    });
  });
});

describe('confirming', () => {
  it('twice, with the same form, is one purchase and one result', async () => {
    const { ctx } = await signIn();
    const number = await stock();
    const { reservationId } = await reserveNumbers(ctx, { number });
    const form = { number, reservationId, idempotencyKey: reservationId };
    const targets = await Promise.all([
      destination(purchaseNumberAction(form)),
      destination(purchaseNumberAction(form)),
    ]);
    const { id } = await db.purchase.findFirstOrThrow({ where: { accountId: ctx.accountId } });
    expect(targets).toEqual([resultPath(number, id), resultPath(number, id)]);
    expect(await db.rental.count({ where: { accountId: ctx.accountId } })).toBe(1);
  });

  it('a used or ended reservation under another key goes back to its review, which knows', async () => {
    const { ctx } = await signIn();
    const number = await stock();
    const { reservationId } = await reserveNumbers(ctx, { number });
    await destination(purchaseNumberAction({ number, reservationId, idempotencyKey: reservationId }));
    const late = purchaseNumberAction({ number, reservationId, idempotencyKey: 'another-key' });
    expect(await destination(late)).toBe(reviewPath(number, { reservationId }));
    expect(await db.purchase.count({ where: { accountId: ctx.accountId } })).toBe(1);
  });

  it("someone else's reservation is refused", async () => {
    const number = await stock();
    const { reservationId } = await reserveNumbers((await signIn()).ctx, { number });
    const { ctx } = await signIn();
    const { serverError } = await purchaseNumberAction({ number, reservationId, idempotencyKey: reservationId });
    expect(serverError).toMatchObject({ code: 'not_found', message: 'Reservation is unknown.' });
    expect(await db.purchase.count({ where: { accountId: ctx.accountId } })).toBe(0);
  });
});

describe('dropping a reservation', () => {
  it('gives the number back and shows its page as it was filled in', async () => {
    const { ctx } = await signIn();
    const number = await stock();
    const { reservationId } = await reserveNumbers(ctx, { number });
    const terms = { number, highAvailability: true, reach: 'state', alias: 'Desk' } as const;
    const target = await destination(cancelReservationAction({ reservationId, ...terms }));
    expect(target).toBe(detailsPath(number, terms));
    expect(target).toBe(`/phone-numbers/buy/${number}?ha=on&reach=state&alias=Desk`);
    expect(await statusOf(number)).toBe('available');
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { purchaseNumber } from '@/lib/provisioning';
import { createClock } from '@/lib/testing/clock';
import { type AccountFixture, createAccount, createApplication, testContext } from '@/lib/testing/factories';
import { createCarrier, createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { fillLargeAccount } from '@/lib/testing/large-account';
import { createRenter, emptyStock, rentNumber, rentPair } from '@/lib/testing/rent';
import { drainQueues } from '@/lib/testing/steps';
import { RENTAL_SORTS } from './format';
import { findNumbers } from './queries-find';
import { listRentals } from './queries-list';
import { releaseNumber } from './release-number';
import type { ListRentalsInput } from './schema';

const LARGE = 5_000;

let india: IndiaFixture;
let large: AccountFixture;
let ctx: Context;

beforeAll(async () => {
  india = await createIndia();
  large = await createAccount();
  ctx = testContext(large);
  await fillLargeAccount(large, india, LARGE);
});

describe('a large account', () => {
  it('counts right whatever is asked', async () => {
    const count = async (input: ListRentalsInput) => (await listRentals(ctx, input)).total;
    expect(await count({})).toBe(LARGE);
    expect(await count({ ha: 'on' })).toBe(LARGE / 5);
    expect(await count({ ha: 'fallback' })).toBe(LARGE / 5);
    expect(await count({ ha: 'off' })).toBe((LARGE / 5) * 3);
    expect(await count({ ha: 'on', page: 5_000 })).toBe(LARGE / 5);
    expect(await count({ search: 'support' })).toBe(Math.floor(LARGE / 3));
  });
});

describe('what the list shows', () => {
  it('searches number, alias and application, ignoring spaces, plus signs and a dialled zero', async () => {
    const { ctx: own, account } = await createRenter();
    const application = await createApplication(account, 'Night Desk');
    const first = await rentNumber(own, india, { carrier: india.carrierA, area: india.mysuru, alias: 'Front office' });
    const second = await rentNumber(own, india, {
      carrier: india.carrierB,
      applicationId: application.id,
      alias: '100% sure_',
    });
    const search = async (text: string) => (await listRentals(own, { search: text })).rows.map((row) => row.number);
    const national = `0${first.number.slice(2)}`;
    expect(await search(`+${first.number.slice(0, 4)} ${first.number.slice(4, 8)}  ${first.number.slice(8)}`)).toEqual([
      first.number,
    ]);
    expect(await search(national)).toEqual([first.number]);
    expect(await search('frontOFFICE')).toEqual([first.number]);
    expect(await search('night d')).toEqual([second.number]);
    expect(await search('%')).toEqual([second.number]);
    expect(await search('_')).toEqual([second.number]);
    expect(await search("'; DROP TABLE rentals; --")).toEqual([]);
    expect(await search('   ')).toHaveLength(2);
    // The palette searches by the same rules, but an empty box asks for nothing.
    const find = async (text: string) => (await findNumbers(own, text)).map(({ number }) => number);
    expect(await find(national)).toEqual([first.number]);
    expect(await find('night d')).toEqual([second.number]);
    expect(await find('   ')).toEqual([]);
    expect(await findNumbers(testContext(large, 'support'), 'support')).toHaveLength(8);
    expect(await findNumbers(testContext(large), first.number)).toEqual([]);
  });

  it('says whose fallback a number is and who backs a number up', async () => {
    const { ctx: own } = await createRenter();
    const { primary, fallback } = await rentPair(own, india);
    const rows = new Map((await listRentals(own, {})).rows.map((row) => [row.number, row]));
    expect(rows.get(primary.number)?.pair).toMatchObject({
      role: 'primary',
      state: 'active',
      other: { number: fallback.number },
    });
    expect(rows.get(fallback.number)?.pair).toMatchObject({
      role: 'fallback',
      state: 'active',
      other: { number: primary.number },
    });
    expect((await listRentals(own, { ha: 'on' })).rows.map((row) => row.number)).toEqual([primary.number]);
    expect((await listRentals(own, { ha: 'fallback' })).rows.map((row) => row.number)).toEqual([fallback.number]);
    expect((await listRentals(own, { ha: 'problem' })).rows).toEqual([]);
  });

  it('counts as a problem: no stock, unpaid rent, at risk, failed of late; the failed one goes after a week', async () => {
    const clock = createClock(new Date());
    const { ctx: own } = await createRenter({ clock });
    await emptyStock();
    const waiting = await rentNumber(own, india, { carrier: india.carrierA, highAvailability: true });
    const unpaid = await rentNumber(own, india, { carrier: india.carrierA });
    await db.rental.update({ where: { id: unpaid.id }, data: { status: 'past_due' } });
    const risky = await rentPair(own, india);
    await db.haPair.update({
      where: { id: risky.pair.id },
      data: { atRiskReason: 'The rent of the fallback could not be collected.' },
    });
    const failed = await rentNumber(own, india, {
      carrier: await createCarrier({ outcome: 'refuse', refusalReason: 'Already sold.' }),
    });
    const fine = await rentNumber(own, india, { carrier: india.carrierA });
    const problems = async () => (await listRentals(own, { ha: 'problem' })).rows.map((row) => row.number).sort();
    const lasting = [waiting, unpaid, risky.primary, risky.fallback].map(({ number }) => number);
    expect(await problems()).toEqual([...lasting, failed.number].sort());
    const all = (await listRentals(own, {})).rows;
    expect(all.find((row) => row.number === failed.number)).toMatchObject({
      status: 'failed',
      statusReason: expect.stringContaining('Already sold'),
    });
    expect(all.map((row) => row.number)).toContain(fine.number);
    clock.advance(7 * 86_400_000);
    expect(await problems()).toEqual([...lasting].sort());
  });

  it('hides a failed order once the number was rented after all, and released numbers', async () => {
    const { ctx: own } = await createRenter();
    const carrier = await createCarrier({ outcome: 'refuse' });
    const failed = await rentNumber(own, india, { carrier });
    await db.sandboxSettings.update({ where: { carrierId: carrier.id }, data: { outcome: 'accept' } });
    await db.inventoryNumber.update({ where: { number: failed.number }, data: { status: 'available' } });
    await purchaseNumber(own, { number: failed.number, idempotencyKey: 'again-after-failure' });
    await drainQueues();
    expect((await listRentals(own, {})).rows.map((row) => row.status)).toEqual(['active']);
    const rental = await db.rental.findFirstOrThrow({ where: { number: failed.number, status: 'active' } });
    await releaseNumber(own, { rentalId: rental.id });
    expect(await listRentals(own, {})).toMatchObject({ rows: [], total: 0, facets: { total: 0 } });
  });

  it('sorts both ways with empty values last, and pages without gaps', async () => {
    const { ctx: own } = await createRenter();
    for (const alias of ['beta', '', 'Alpha', 'gamma'])
      await rentNumber(own, india, { carrier: india.carrierA, alias });
    const aliases = async (descending: boolean) =>
      (await listRentals(own, { sort: { column: 'alias', descending } })).rows.map((row) => row.alias);
    expect(await aliases(false)).toEqual(['Alpha', 'beta', 'gamma', null]);
    expect(await aliases(true)).toEqual(['gamma', 'beta', 'Alpha', null]);
    for (const column of RENTAL_SORTS) {
      expect((await listRentals(own, { sort: { column, descending: true } })).rows).toHaveLength(4);
    }
  });

  it('narrows by country, type and carrier, and offers only what the account has', async () => {
    const { ctx: own } = await createRenter();
    const local = await rentNumber(own, india, { carrier: india.carrierA });
    const mobile = await rentNumber(own, india, { carrier: india.carrierB, type: 'mobile' });
    const numbers = async (input: ListRentalsInput) => {
      const { rows, total } = await listRentals(own, input);
      expect(total).toBe(rows.length);
      return rows.map((row) => row.number);
    };
    expect(await numbers({ type: 'mobile' })).toEqual([mobile.number]);
    expect(await numbers({ country: 'IN', carrier: india.carrierA.slug })).toEqual([local.number]);
    expect(await numbers({ country: 'US' })).toEqual([]);
    expect(await numbers({ carrier: 'nobody' })).toEqual([]);
    expect((await listRentals(own, {})).facets).toEqual({
      total: 2,
      countries: ['IN'],
      types: ['local', 'mobile'],
      carriers: [india.carrierA, india.carrierB].map(({ slug, name }) => ({ slug, name })),
      tags: [],
    });
  });

  it('counts control characters of a search as blanks', async () => {
    const { ctx: own } = await createRenter();
    expect(await listRentals(own, { search: '\u0000\u202e٣\ud800' })).toMatchObject({ rows: [], total: 0 });
  });

  it("shows nobody else's numbers, and refuses what is malformed in one sentence", async () => {
    const { ctx: own } = await createRenter();
    expect(await listRentals(own, {})).toMatchObject({ rows: [], total: 0 });
    const malformed: [object, string][] = [
      [{ size: 10_000 }, 'Page size must be one of: 25, 50, 100.'],
      [{ page: 0 }, 'Page must be 1 or more.'],
      [{ sort: { column: 'password', descending: false } }, 'Sort must be by one of'],
      [{ country: 'XX' }, 'Country must be one of'],
      [{ search: 'x'.repeat(10_000) }, 'Search may have at most 100 characters.'],
      [{ carrier: "a'; --" }, 'Carrier is unknown'],
    ];
    for (const [input, sentence] of malformed) {
      await expect(listRentals(own, input)).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining(sentence),
      });
    }
  });
});

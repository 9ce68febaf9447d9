import { beforeAll, describe, expect, it } from 'vitest';
import { raiseAlert } from '@/lib/alerts';
import { db } from '@/lib/db';
import { countCoverage } from '@/lib/network';
import { displayNumber } from '@/lib/phone';
import { updateNumber } from '@/lib/rentals/update-number';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createPair, createRental } from '@/lib/testing/factories-rentals';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { countNumbers, listEvents, listFirstSteps } from '.';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

async function accountWithPair() {
  const account = await createAccount();
  const stock = { account, area: india.bengaluru, ratePlan: india.ratePlan };
  const alone = await createRental({ ...stock, carrier: india.carrierC });
  const fallback = await createRental({ ...stock, carrier: india.carrierB });
  const primary = await createRental({ ...stock, carrier: india.carrierA });
  const pair = await createPair(primary, fallback);
  return { account, alone, primary, fallback, pair, ctx: testContext(account) };
}

describe('the overview', () => {
  it('counts live numbers, fallbacks among them, and the India numbers that have one', async () => {
    const { ctx, pair } = await accountWithPair();
    await db.haPair.update({ where: { id: pair.id }, data: { proof: 'proven', provenAt: new Date() } });
    expect(await countNumbers(ctx)).toEqual({ active: 3, fallbacks: 1, provisioning: 0 });
    expect(await countCoverage(ctx)).toEqual({ numbers: 2, covered: 1, proven: 1 });
  });

  it('lists first steps in order until each is done, and leads to where they are done', async () => {
    const account = await createAccount({ balance: 0 });
    const steps = await listFirstSteps(testContext(account));
    expect(steps.map(({ name, isDone }) => [name, isDone])).toEqual([
      ['funds', false],
      ['compliance', false],
      ['number', false],
      ['fallback', false],
      ['call', false],
      ['rehearsal', false],
    ]);
    const { ctx, alone } = await accountWithPair();
    const later = await listFirstSteps(ctx);
    expect(later.filter(({ isDone }) => !isDone).map(({ name }) => name)).toEqual(['call', 'rehearsal']);
    expect(later.find(({ name }) => name === 'call')?.link).toMatch(/^\/phone-numbers\/active\/91/);
    expect(alone.number).toMatch(/^91/);
  });

  it('asks for no fallback where numbers change carriers by themselves', async () => {
    const account = await createAccount({ currency: 'USD' });
    const rental = await createRental({
      ...{ account, area: india.bengaluru, ratePlan: india.ratePlan, carrier: india.carrierA },
    });
    await db.rental.update({ where: { id: rental.id }, data: { countryIso: 'US' } });
    const steps = await listFirstSteps(testContext(account));
    expect(steps.map(({ name }) => name)).toEqual(['funds', 'number', 'call', 'rehearsal']);
  });

  it('tells what was done and what was told, the latest first, with the number it is about', async () => {
    const { ctx, account, alone, primary } = await accountWithPair();
    await updateNumber(ctx, { rentalId: primary.id, alias: 'Sales', applicationId: null });
    await db.$transaction((tx) =>
      raiseAlert(tx, {
        ...{ accountId: account.id, kind: 'incident_opened', subject: 'overview' },
        ...{ sentence: 'Carrier A is not healthy.', link: '/voice/incidents' },
      }),
    );
    await updateNumber(ctx, { rentalId: alone.id, alias: 'Support', applicationId: null });
    const events = await listEvents(ctx);
    expect(events.map(({ sentence, about, by, tone, link }) => [sentence, about, by, tone, link])).toEqual([
      ['Changed settings', displayNumber(alone.number), 'Asha Rao', null, `/phone-numbers/active/${alone.number}`],
      ['Carrier A is not healthy.', null, null, 'danger', '/voice/incidents'],
      ['Changed settings', displayNumber(primary.number), 'Asha Rao', null, `/phone-numbers/active/${primary.number}`],
    ]);
    expect(await listEvents(testContext(await createAccount()))).toEqual([]);
    expect(account.id).not.toBe('');
  });
});

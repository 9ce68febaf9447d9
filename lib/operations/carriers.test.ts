import { beforeAll, describe, expect, it } from 'vitest';
import { carrierById } from '@/lib/carriers';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, rentPair } from '@/lib/testing/rent';
import { findOperatedCarrier, listOperatedCarriers } from './queries-carriers';
import { switchStock } from './switch-stock';
import { previewFailureDomains, updateFailureDomains } from './update-failure-domains';
import { updateSandbox } from './update-sandbox';

let india: IndiaFixture;
let operator: Context;

beforeAll(async () => {
  india = await createIndia();
  operator = testContext(await createAccount(), 'support', { isOperator: true });
});

const refusing = {
  ...{ outcome: 'refuse' as const, orderDelayMs: 0, activationDelayMs: 0 },
  ...{ refusalReason: 'No more today', minutes: 10, reason: 'Rehearsal' },
};

describe('a sandbox carrier', () => {
  it('answers as told until the end, then as usual; the change leaves an audit row', async () => {
    const { slug, id } = india.carrierD;
    await updateSandbox(operator, { carrier: slug, ...refusing });
    const carrier = await carrierById(id);
    const order = () => carrier.order({ idempotencyKey: createId('num'), number: '918041299999' });
    expect(await order()).toEqual({ result: 'refused', reason: 'No more today' });
    expect(await findOperatedCarrier(operator, slug)).toMatchObject({ sandbox: { outcome: 'refuse' } });
    await db.sandboxSettings.update({ where: { carrierId: id }, data: { endsAt: new Date(Date.now() - 1) } });
    expect(await order()).toEqual({ result: 'accepted' });
    expect(await findOperatedCarrier(operator, slug)).toMatchObject({ sandbox: { outcome: 'accept', endsAt: null } });
    const audit = await db.auditEvent.findMany({ where: { action: 'carrier.sandbox', entityId: slug } });
    expect(audit).toMatchObject([{ accountId: null, after: { outcome: 'refuse', reason: 'Rehearsal' } }]);
  });

  it('goes off sale and comes back, area by area', async () => {
    const { carrierC: carrier, mysuru: area, ratePlan } = india;
    await createStock({ carrier, area, ratePlan, count: 3 });
    await createStock({ carrier, area: india.mumbai, ratePlan, count: 2 });
    const input = { carrier: carrier.slug, areaCode: '821', out: true, reason: 'Stock notice' };
    expect(await switchStock(operator, input)).toBe(3);
    const found = await findOperatedCarrier(operator, carrier.slug);
    expect(found?.stock).toMatchObject([{ countryIso: 'IN', type: 'local', available: 2, withdrawn: 3 }]);
    expect(await switchStock(operator, { ...input, out: false })).toBe(3);
    await expect(switchStock(operator, { ...input, areaCode: '999999' })).rejects.toThrow(
      'Area code "999999" is unknown',
    );
  });
});

describe('failure domains', () => {
  it('are previewed and refused when a pair would share one, and changed when none does', async () => {
    const { ctx } = await createRenter();
    await rentPair(ctx, india);
    const shared = { carrier: india.carrierA.slug, failureDomains: 'upstream:a, dc:chennai-1' };
    expect(await previewFailureDomains(operator, shared)).toEqual({
      together: [{ pairs: 1, other: 'Carrier B', shared: ['dc:chennai-1'] }],
      sharing: [{ name: 'Carrier B', shared: ['dc:chennai-1'] }],
    });
    await expect(updateFailureDomains(operator, shared)).rejects.toMatchObject({ code: 'conflict' });
    const free = { ...shared, failureDomains: 'upstream:a,dc:mumbai-2' };
    expect(await previewFailureDomains(operator, free)).toEqual({ together: [], sharing: [] });
    await updateFailureDomains(operator, free);
    const row = (await listOperatedCarriers(operator)).find(({ slug }) => slug === india.carrierA.slug);
    expect(row).toMatchObject({ failureDomains: ['upstream:a', 'dc:mumbai-2'], rented: 1 });
    await expect(updateFailureDomains(operator, { ...free, failureDomains: 'UP PER' })).rejects.toThrow('must be like');
  });
});

it('refuses whoever is no operator', async () => {
  const owner = testContext(await createAccount());
  const { slug } = india.carrierA;
  for (const attempt of [
    listOperatedCarriers(owner),
    findOperatedCarrier(owner, slug),
    updateSandbox(owner, { carrier: slug, ...refusing }),
    switchStock(owner, { carrier: slug, areaCode: '', out: true, reason: 'because' }),
    previewFailureDomains(owner, { carrier: slug, failureDomains: 'a' }),
    updateFailureDomains(owner, { carrier: slug, failureDomains: 'a' }),
  ])
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
});

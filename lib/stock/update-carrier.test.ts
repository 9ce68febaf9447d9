import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditContext } from '@/lib/audit';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { reserveNumbers } from '@/lib/provisioning';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, rentPair } from '@/lib/testing/rent';
import { updateCarrier } from './update-carrier';

const ctx: AuditContext = {
  accountId: null,
  actor: { type: 'command', name: 'stock carrier' },
  requestId: createId('req'),
  now: () => new Date(),
};
let india: IndiaFixture;

beforeEach(async () => {
  await emptyStock();
  india = await createIndia();
});

const domainsOf = async ({ id }: { id: number }) =>
  (await db.carrier.findUniqueOrThrow({ where: { id } })).failureDomains;

describe('failure domains of a carrier', () => {
  it('are changed, and who did it is written down; the same again changes nothing', async () => {
    const { slug, name, failureDomains: before } = india.carrierA;
    const wanted = { carrier: name.toUpperCase(), failureDomains: ['dc:x', 'dc:x', 'upstream:y'] };
    expect(await updateCarrier(ctx, wanted)).toEqual({ name, failureDomains: ['dc:x', 'upstream:y'] });
    await updateCarrier(ctx, { ...wanted, carrier: slug });
    expect(await domainsOf(india.carrierA)).toEqual(['dc:x', 'upstream:y']);
    const events = await db.auditEvent.findMany({ where: { action: 'carrier.update', entityId: slug } });
    expect(events).toMatchObject([
      { before: { failureDomains: before }, after: { failureDomains: ['dc:x', 'upstream:y'] } },
    ]);
  });

  it('stay when a pair would have both numbers in one, and may change when the pair has ended', async () => {
    const { ctx: renter } = await createRenter();
    const { pair } = await rentPair(renter, india);
    const [shared = ''] = await domainsOf(india.carrierB);
    const clash = { carrier: india.carrierA.slug, failureDomains: ['dc:new', shared] };
    await expect(updateCarrier(ctx, clash)).rejects.toMatchObject({
      code: 'conflict',
      message: `${india.carrierA.name} keeps its failure domains: 1 pair backs it up with ${india.carrierB.name}, which has ${shared} too.`,
    });
    expect(await domainsOf(india.carrierA)).toEqual(india.carrierA.failureDomains);
    await updateCarrier(ctx, { ...clash, failureDomains: ['dc:new'] });
    await db.haPair.update({ where: { id: pair.id }, data: { state: 'off' } });
    await updateCarrier(ctx, clash);
  });

  it('stay when a reservation would be bought with both numbers in one', async () => {
    const { ctx: renter } = await createRenter();
    const { area, ratePlan } = { area: india.bengaluru, ratePlan: india.ratePlan };
    const [number = ''] = await createStock({ carrier: india.carrierA, area, ratePlan });
    await createStock({ carrier: india.carrierB, area, ratePlan });
    await reserveNumbers(renter, { number, highAvailability: true });
    const failureDomains = await domainsOf(india.carrierA);
    await expect(updateCarrier(ctx, { carrier: india.carrierB.slug, failureDomains })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it.each([
    [[], 'Give at least one failure domain.'],
    [['Up Stream'], /^Failure domain "Up Stream" must be like upstream:acme/],
  ])('must be some: %j', async (failureDomains, sentence) => {
    await expect(updateCarrier(ctx, { carrier: india.carrierA.slug, failureDomains })).rejects.toThrow(sentence);
  });

  it('are for the operator', async () => {
    const owner = testContext(await createAccount(), 'owner');
    const wanted = { carrier: india.carrierA.slug, failureDomains: ['dc:x'] };
    await expect(updateCarrier(owner, wanted)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

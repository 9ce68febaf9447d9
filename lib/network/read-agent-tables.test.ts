import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { compileTables } from '@/lib/failover/tables';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, rentNumber, rentPair } from '@/lib/testing/rent';
import { ensureTrunks } from './ensure-trunks';
import { listenToTables } from './listen-to-tables';
import { readAgentTables } from './read-agent-tables';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
  const { ctx } = await createRenter();
  await withTransaction(ctx, (tx) => ensureTrunks(ctx, tx));
});

async function tables(now?: Date) {
  const read = await readAgentTables(now);
  // What the engine would refuse never comes out.
  compileTables({ version: 1, numbers: read.numbers, ...read.source });
  return read;
}

async function numberOf(rental: { id: string }, now?: Date) {
  return (await tables(now)).numbers.find(({ rentalId }) => rentalId === rental.id);
}

describe('readAgentTables', () => {
  it('has every carrier a trunk, and a rented pair with both its ways', async () => {
    const { ctx, account } = await createRenter();
    const { primary, fallback, pair } = await rentPair(ctx, india);
    const read = await tables();
    const number = read.numbers.find(({ rentalId }) => rentalId === primary.id);
    expect(number).toMatchObject({
      number: primary.number,
      accountId: account.id,
      tied: true,
      block: null,
      carrierId: india.carrierA.slug,
      trunkIds: [india.carrierA.slug],
      fallback: { pairId: pair.id, number: fallback.number, trunkIds: [india.carrierB.slug], proof: 'unproven' },
    });
    expect(read.numbers.find(({ rentalId }) => rentalId === fallback.id)?.fallback).toBeNull();
    const known = read.accounts.find(({ id }) => id === account.id);
    const { balanceMicros, heldMicros } = await db.account.findUniqueOrThrow({ where: { id: account.id } });
    expect(known).toMatchObject({ currency: 'INR', callsPerSecond: 2, concurrentCalls: 50, taxBasisPoints: 1_800 });
    expect(known?.availableMicros).toBe(balanceMicros - heldMicros);
    expect(read.rates.find(({ prefix }) => prefix === '91')).toMatchObject({ inrMicros: 600_000n });
    expect(read.source.routes.some(({ trunkId }) => trunkId === india.carrierA.slug)).toBe(true);
  });

  it('blocks a number whose papers are not accepted, and does not fall back to one either', async () => {
    const { ctx, compliance } = await createRenter();
    const { primary } = await rentPair(ctx, india);
    await db.complianceApplication.update({ where: { id: compliance.id }, data: { status: 'suspended' } });
    expect(await numberOf(primary)).toMatchObject({ block: 'compliance-suspended', fallback: null });
    await db.complianceApplication.update({ where: { id: compliance.id }, data: { status: 'submitted' } });
    expect(await numberOf(primary)).toMatchObject({ block: 'compliance-not-accepted' });
  });

  it('blocks a number once its grace days are over, counted in the account’s zone', async () => {
    const { ctx } = await createRenter();
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA });
    const pastDue = { status: 'past_due', pastDueSince: new Date('2026-11-01') } as const;
    await db.rental.update({ where: { id: rental.id }, data: pastDue });
    expect(await numberOf(rental, new Date('2026-11-07T18:29:00Z'))).toMatchObject({ block: null });
    expect(await numberOf(rental, new Date('2026-11-07T18:31:00Z'))).toMatchObject({ block: 'past-grace' });
  });

  it('leaves out what would stop all calls: a fallback in the same failure domain, a number without a trunk', async () => {
    const { ctx } = await createRenter();
    const { primary } = await rentPair(ctx, india);
    const stays = { where: { id: india.carrierB.id }, data: { failureDomains: india.carrierB.failureDomains } };
    await db.carrier.update({ ...stays, data: { failureDomains: ['dc:mumbai-1'] } });
    expect(await numberOf(primary)).toMatchObject({ fallback: null });
    await db.carrier.update(stays);
    const own = { where: { slug: india.carrierA.slug } };
    await db.trunk.update({ ...own, data: { isEnabled: false } });
    expect(await numberOf(primary)).toBeUndefined();
    await db.trunk.update({ ...own, data: { isEnabled: true } });
  });

  it('has faults, overrides and traffic until they end', async () => {
    const { account } = await createRenter();
    const { id: trunkId, slug } = await db.trunk.findFirstOrThrow();
    const at = (minutes: number) => new Date(Date.parse('2026-11-22T10:00:00Z') + minutes * 60_000);
    const times = { startsAt: at(0), endsAt: at(10), createdBy: 'usr_x' };
    await db.sandboxFault.create({ data: { ...times, id: 'f1', trunkId, fault: { kind: 'silent' }, reason: 'x' } });
    const drain = { id: 'o1', targetKind: 'trunk', targetId: slug, action: 'drain', reason: 'works' } as const;
    await db.routeOverride.create({ data: { ...times, ...drain } });
    const wish = { callsPerSecond: 5, numbers: ['91'], destinations: ['919'] };
    await db.trafficGenerator.create({ data: { ...times, ...wish, id: 't1', accountId: account.id } });
    const during = await tables(at(9));
    expect(during.faults).toEqual([
      {
        id: 'f1',
        trunkId: slug,
        prefix: '',
        fault: { kind: 'silent' },
        startsAt: at(0).getTime(),
        endsAt: at(10).getTime(),
      },
    ]);
    expect(during.overrides).toMatchObject([{ id: 'o1', target: { kind: 'trunk', id: slug }, action: 'drain' }]);
    expect(during.traffic).toMatchObject([{ id: 't1', callsPerSecond: 5 }]);
    const after = await tables(at(10));
    expect([after.faults, after.overrides, after.traffic]).toEqual([[], [], []]);
  });
});

describe('listenToTables', () => {
  const heard: (string | null)[] = [];
  let stop: () => Promise<void>;

  beforeAll(async () => {
    stop = listenToTables((table) => heard.push(table));
    await vi.waitFor(() => expect(heard).toContain(null));
  });
  afterAll(() => stop());

  it.each(['trunks', 'routes', 'call_rates', 'sandbox_faults', 'route_overrides', 'traffic_generators'] as const)(
    'hears of a change in %s',
    async (table) => {
      heard.length = 0;
      const change = {
        trunks: () => db.trunk.updateMany({ data: { maxCps: 10 } }),
        routes: () => db.route.updateMany({ data: { priority: 1 } }),
        call_rates: () => db.callRate.updateMany({ data: { inrMicros: 600_000n } }),
        sandbox_faults: () => db.sandboxFault.updateMany({ data: { prefix: '' } }),
        route_overrides: () => db.routeOverride.updateMany({ data: { reason: 'x' } }),
        traffic_generators: () => db.trafficGenerator.updateMany({ data: { callsPerSecond: 1 } }),
      }[table];
      await change();
      await expect.poll(() => heard).toContain(table);
    },
  );

  it('hears of numbers and pairs when they become usable, and nothing of the purchase itself', async () => {
    const { ctx, compliance, account } = await createRenter();
    await createStock({ carrier: india.carrierB, area: india.bengaluru, ratePlan: india.ratePlan });
    heard.length = 0;
    await db.account.update({ where: { id: account.id }, data: { heldMicros: 5n } });
    await db.account.update({ where: { id: account.id }, data: { heldMicros: 0n, balanceMicros: { decrement: 1n } } });
    await db.callRate.updateMany({ data: { inrMicros: 600_000n } });
    await expect.poll(() => heard).toEqual(['call_rates']);
    heard.length = 0;
    const { pair, primary } = await rentPair(ctx, india);
    await expect.poll(() => heard).toEqual(expect.arrayContaining(['rentals', 'ha_pairs']));
    for (const [table, change] of [
      ['ha_pairs', () => db.haPair.update({ where: { id: pair.id }, data: { proof: 'proven' } })],
      [
        'compliance_applications',
        () => db.complianceApplication.update({ where: { id: compliance.id }, data: { status: 'expired' } }),
      ],
      ['rentals', () => db.rental.update({ where: { id: primary.id }, data: { status: 'past_due' } })],
      ['accounts', () => db.account.update({ where: { id: account.id }, data: { callsPerSecond: 30 } })],
      ['accounts', () => db.account.update({ where: { id: account.id }, data: { balanceMicros: { increment: 1n } } })],
    ] as const) {
      heard.length = 0;
      await change();
      await expect.poll(() => heard).toEqual([table]);
    }
  });
});

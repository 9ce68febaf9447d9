import { beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, rentNumber, rentPair } from '@/lib/testing/rent';
import { enableCoverage } from './enable-coverage';
import { ensureTrunks } from './ensure-trunks';
import { placeOverride } from './place-override';
import { getCoverage } from './queries-coverage';
import { quoteCoverage } from './quote-coverage';
import { capacityNeeds, capacitySentence, dependencesOf } from './rules-coverage';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
  const { ctx } = await createRenter();
  await withTransaction(ctx, (tx) => ensureTrunks(ctx, tx));
});

describe('getCoverage', () => {
  it('tells what is covered, proven and left, and what covering it costs', async () => {
    const { ctx } = await createRenter();
    const { pair, fallback } = await rentPair(ctx, india);
    const bare = await rentNumber(ctx, india, { carrier: india.carrierC, alias: 'Desk' });
    await rentNumber(ctx, india, { carrier: india.carrierC });
    const coverage = await getCoverage(ctx);
    expect(coverage).toMatchObject({
      numbers: 3,
      covered: 1,
      proven: 0,
      uncoveredTotal: 2,
      currency: 'INR',
      capacity: [],
    });
    // Twice ₹250 and 18 % GST.
    expect(coverage.monthlyMicros).toBe(590_000_000n);
    expect(coverage.uncovered.find(({ rentalId }) => rentalId === bare.id)).toMatchObject({
      alias: 'Desk',
      carrier: 'Carrier C',
      place: 'Bengaluru',
    });
    expect(coverage.uncovered.some(({ rentalId }) => rentalId === fallback.id)).toBe(false);
    expect(coverage.weakPairs).toMatchObject([{ proof: 'unproven', trouble: null, fallbackCarrier: 'Carrier B' }]);
    expect(coverage.dependences[0]).toEqual({ on: 'Carrier C', kind: 'carrier', numbers: 2, all: 3 });
    await db.haPair.update({ where: { id: pair.id }, data: { proof: 'proven', provenAt: new Date() } });
    expect(await getCoverage(ctx)).toMatchObject({ proven: 1, weakPairs: [] });
  });

  it('knows a fallback carrier that is not well, or drained', async () => {
    const { ctx } = await createRenter();
    const { pair } = await rentPair(ctx, india);
    await db.haPair.update({ where: { id: pair.id }, data: { proof: 'proven' } });
    const trunk = await db.trunk.findUniqueOrThrow({ where: { slug: india.carrierB.slug } });
    const change = { agentId: 'a', trunkId: trunk.id, fromState: 'healthy', rule: 'silence', figures: {} };
    await db.routeEvent.create({ data: { ...change, at: new Date(Date.now() - 1_000), toState: 'open' } });
    expect((await getCoverage(ctx)).weakPairs).toMatchObject([{ trouble: 'open' }]);
    // Both in one ms, as the engine does it at times: the one recorded last counts.
    const at = new Date();
    for (const toState of ['degraded', 'healthy']) await db.routeEvent.create({ data: { ...change, at, toState } });
    expect((await getCoverage(ctx)).weakPairs).toEqual([]);
    const operator = testContext(await createAccount(), 'owner', { isOperator: true });
    const target = { kind: 'carrier', id: india.carrierB.slug } as const;
    const endsAt = new Date(Date.now() + 60_000).toISOString();
    await placeOverride(operator, { target, action: 'drain', reason: 'Works', endsAt });
    const seen = await getCoverage({ ...ctx, now: () => new Date(Date.now() + 1_000) });
    expect(seen.weakPairs).toMatchObject([{ trouble: 'drained' }]);
  });

  it('tells the operator whether fallback carriers have room', async () => {
    const { account, ctx } = await createRenter();
    await rentPair(ctx, india);
    const operator = testContext(account, 'owner', { isOperator: true });
    const { capacity } = await getCoverage(operator);
    expect(capacity[0]).toMatchObject({ failing: 'Carrier A', onto: 'Carrier B', channels: null });
  });
});

describe('enabling HA for a selection', () => {
  it('shows first what is free and what it costs, then does each number for itself', async () => {
    await emptyStock();
    const { ctx } = await createRenter();
    const one = await rentNumber(ctx, india, { carrier: india.carrierA });
    const two = await rentNumber(ctx, india, { carrier: india.carrierA, area: india.mumbai });
    const { primary } = await rentPair(ctx, india);
    await emptyStock();
    await createStock({ carrier: india.carrierB, area: india.mysuru, ratePlan: india.ratePlan, count: 1 });
    const rentalIds = [one.id, two.id, primary.id];
    const quote = await quoteCoverage(ctx, { rentalIds: [one.id, two.id], reach: 'state' });
    expect(quote).toMatchObject({ found: { area: 0, state: 1, country: 0 }, waiting: 1, refused: [] });
    expect(quote).toMatchObject({ dueMicros: 295_000_000n, monthlyMicros: 295_000_000n, missingMicros: 0n });
    const outcomes = await enableCoverage(ctx, { rentalIds, reach: 'state' });
    expect(outcomes.map(({ problem, waits }) => [problem, waits])).toEqual([
      [null, false],
      [null, true],
      ['High availability is already on for this number.', false],
    ]);
  });

  it('is refused to those who only read, and without numbers or with too many', async () => {
    const { ctx, account } = await createRenter();
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA });
    await expect(enableCoverage(testContext(account, 'support'), { rentalIds: [rental.id] })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(enableCoverage(ctx, { rentalIds: [] })).rejects.toThrow('Choose at least one number.');
    const many = Array.from({ length: 51 }, () => rental.id);
    await expect(enableCoverage(ctx, { rentalIds: many })).rejects.toThrow('Choose at most 50 numbers at once.');
    const stranger = await createRenter();
    expect(await enableCoverage(stranger.ctx, { rentalIds: [rental.id] })).toMatchObject([
      { display: 'Unknown number', problem: 'Number is unknown; choose one of your active numbers.' },
    ]);
  });
});

describe('what fails together', () => {
  it('counts a domain only where a number has no way around it', () => {
    const of = (carrier_name: string, domains: string[], fallback_domains: string[] | null) => ({
      ...{ carrier_name, domains, fallback_domains },
    });
    expect(
      dependencesOf([
        of('A', ['upstream:x', 'dc:a'], null),
        of('B', ['upstream:x', 'dc:b'], null),
        of('A', ['upstream:x', 'dc:a'], ['upstream:y']),
      ]),
    ).toEqual([{ on: 'upstream x', kind: 'domain', numbers: 2, all: 3 }]);
  });
});

describe('room at the fallback carriers', () => {
  it('moves the calls as the numbers move, the tightest first', () => {
    const loads = [
      { carrier: 'A', peak: 300, channels: 400, numbers: 30 },
      { carrier: 'B', peak: 12, channels: 120, numbers: 5 },
      { carrier: 'C', peak: 10, channels: null, numbers: 0 },
    ];
    const needs = capacityNeeds(loads, [
      { failing: 'A', onto: 'C', numbers: 10 },
      { failing: 'A', onto: 'B', numbers: 20 },
      { failing: 'C', onto: 'B', numbers: 1 },
    ]);
    expect(needs.map(capacitySentence)).toEqual([
      'If A fails, B needs 212 of 120 channels.',
      'If A fails, C needs 110 channels; it has no limit.',
    ]);
  });
});

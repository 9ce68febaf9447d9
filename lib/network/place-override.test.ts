import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/lib/context';
import { withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, rentPair } from '@/lib/testing/rent';
import { ensureTrunks } from './ensure-trunks';
import { placeOverride, planMaintenance } from './place-override';
import { findPairRouting } from './queries-pair';
import { readAgentTables } from './read-agent-tables';
import { releaseOverride } from './release-override';
import type { PlaceOverrideInput, PlanMaintenanceInput } from './schema';
import { setManualFailback } from './set-manual-failback';

let india: IndiaFixture;
let operator: Context;

beforeAll(async () => {
  india = await createIndia();
  operator = testContext(await createAccount(), 'owner', { isOperator: true });
  await withTransaction(operator, (tx) => ensureTrunks(operator, tx));
});

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const drainOf = (slug: string, changes: Partial<PlaceOverrideInput> = {}): PlaceOverrideInput => ({
  target: { kind: 'carrier', id: slug },
  action: 'drain',
  reason: 'Packet loss at the border',
  endsAt: inMinutes(60),
  ...changes,
});

const inForce = async (id: string) => (await readAgentTables()).overrides.find((override) => override.id === id);

describe('draining a carrier', () => {
  it('is known to the agent until it is released, with who did it and why', async () => {
    const { overrideId } = await placeOverride(operator, drainOf(india.carrierA.slug));
    const target = { kind: 'carrier', id: india.carrierA.slug };
    expect(await inForce(overrideId)).toMatchObject({ target, action: 'drain', reason: 'Packet loss at the border' });
    await releaseOverride(operator, { overrideId });
    await releaseOverride(operator, { overrideId });
    expect(await inForce(overrideId)).toBeUndefined();
    const audit = await db.auditEvent.findMany({ where: { entityId: india.carrierA.slug }, orderBy: { id: 'asc' } });
    expect(audit.map(({ action }) => action)).toEqual(['carrier.drain', 'carrier.release']);
  });

  it('cannot be told twice for the same time', async () => {
    const first = await placeOverride(operator, drainOf(india.carrierB.slug));
    await expect(placeOverride(operator, drainOf(india.carrierB.slug, { action: 'force' }))).rejects.toThrow(
      'In this time Carrier B is drained already (“Packet loss at the border”): release that first.',
    );
    await releaseOverride(operator, first);
    await releaseOverride(operator, await placeOverride(operator, drainOf(india.carrierB.slug)));
  });

  it.each<[Partial<PlaceOverrideInput>, string]>([
    [{ reason: ' ' }, 'Give a reason of 3 to 300 characters.'],
    [{ endsAt: '' }, 'Say when it ends.'],
    [{ endsAt: inMinutes(-1) }, 'The end must lie in the future.'],
    [{ endsAt: inMinutes(7 * 24 * 60 + 1) }, 'It may last at most 7 days.'],
    [{ target: { kind: 'carrier', id: 'nobody' } }, 'Carrier is unknown; choose one of the list.'],
    [{ target: { kind: 'trunk', id: 'nobody' } }, 'Trunk is unknown; choose one of the list.'],
    [{ target: { kind: 'trunk', id: 'No Trunk' } }, 'Trunk is unknown; choose one of the list.'],
  ])('is refused with %j', async (changes, sentence) => {
    const count = await db.routeOverride.count();
    await expect(placeOverride(operator, drainOf(india.carrierA.slug, changes))).rejects.toThrow(sentence);
    expect(await db.routeOverride.count()).toBe(count);
  });

  it('is the operator’s', async () => {
    const owner = testContext(await createAccount(), 'owner');
    await expect(placeOverride(owner, drainOf(india.carrierA.slug))).rejects.toMatchObject({ code: 'forbidden' });
    const { overrideId } = await placeOverride(operator, drainOf(india.carrierA.slug));
    await expect(releaseOverride(owner, { overrideId })).rejects.toMatchObject({ code: 'forbidden' });
    await releaseOverride(operator, { overrideId });
  });
});

describe('planned maintenance', () => {
  const works = (changes: Partial<PlanMaintenanceInput> = {}): PlanMaintenanceInput => ({
    target: { kind: 'trunk', id: india.carrierC.slug },
    reason: 'Software upgrade',
    startsAt: inMinutes(60),
    endsAt: inMinutes(120),
    ...changes,
  });

  it('is told ahead, and can be called off', async () => {
    const { overrideId } = await planMaintenance(operator, works());
    const planned = await inForce(overrideId);
    expect(planned?.startsAt).toBeGreaterThan(Date.now());
    await expect(
      planMaintenance(operator, works({ startsAt: inMinutes(90), endsAt: inMinutes(180) })),
    ).rejects.toMatchObject({ code: 'conflict' });
    await releaseOverride(
      operator,
      await planMaintenance(operator, works({ startsAt: inMinutes(130), endsAt: inMinutes(180) })),
    );
    await releaseOverride(operator, { overrideId });
    expect(await inForce(overrideId)).toBeUndefined();
  });

  it.each<[Partial<PlanMaintenanceInput>, string]>([
    [{ startsAt: inMinutes(-5) }, 'The start must lie in the future.'],
    [{ startsAt: '' }, 'Say when the works begin.'],
    [{ endsAt: inMinutes(30) }, 'The end must lie after the start.'],
    [{ endsAt: inMinutes(60 + 7 * 24 * 60 + 1) }, 'It may last at most 7 days.'],
    [
      { startsAt: inMinutes(91 * 24 * 60), endsAt: inMinutes(91 * 24 * 60 + 5) },
      'Works can be planned at most 90 days ahead.',
    ],
  ])('is refused with %j', async (changes, sentence) => {
    await expect(planMaintenance(operator, works(changes))).rejects.toThrow(sentence);
  });
});

describe('a pair', () => {
  const forced = (id: string) =>
    drainOf('', { target: { kind: 'pair', id }, action: 'force', reason: 'Try the fallback' });

  it('is forced over its fallback and released by its own account alone', async () => {
    const { ctx } = await createRenter();
    const { pair } = await rentPair(ctx, india);
    const stranger = testContext(await createAccount(), 'owner', { isOperator: true });
    await expect(placeOverride(stranger, forced(pair.id))).rejects.toMatchObject({ code: 'not_found' });
    const { overrideId } = await placeOverride(ctx, forced(pair.id));
    expect(await inForce(overrideId)).toMatchObject({ target: { kind: 'pair', id: pair.id }, action: 'force' });
    await expect(releaseOverride(stranger, { overrideId })).rejects.toMatchObject({ code: 'not_found' });
    await releaseOverride(ctx, { overrideId });
    expect(await inForce(overrideId)).toBeUndefined();
  });

  it('is kept on its primary, and its time line tells of both', async () => {
    const { ctx } = await createRenter();
    const { pair } = await rentPair(ctx, india);
    const { overrideId } = await placeOverride(ctx, { ...forced(pair.id), action: 'drain' });
    expect(await inForce(overrideId)).toMatchObject({ target: { kind: 'pair', id: pair.id }, action: 'drain' });
    await expect(placeOverride(ctx, forced(pair.id))).rejects.toThrow(
      'In this time this pair is kept on its primary number already (“Try the fallback”): release that first.',
    );
    expect(await findPairRouting(ctx, pair.id)).toMatchObject({
      measure: { id: overrideId, action: 'drain', reason: 'Try the fallback' },
      carrying: 'primary',
    });
    await releaseOverride(ctx, { overrideId });
    expect(await findPairRouting(ctx, pair.id)).toEqual({ measure: null, carrying: 'primary', because: 'usual' });
    const told = await db.haPairEvent.findMany({ where: { pairId: pair.id }, orderBy: { at: 'asc' } });
    expect(told.slice(-2).map(({ reason }) => reason)).toEqual([
      'Calls returned to the primary number by hand: Try the fallback',
      'Released: calls go by the carriers’ health again.',
    ]);
  });

  it('is not forced by those who only read, nor while it has no fallback', async () => {
    const { ctx, account } = await createRenter();
    const { pair } = await rentPair(ctx, india);
    await expect(placeOverride(testContext(account, 'support'), forced(pair.id))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await db.haPair.update({ where: { id: pair.id }, data: { state: 'replacing' } });
    await expect(placeOverride(ctx, forced(pair.id))).rejects.toThrow('The pair is not active');
  });

  it('returns by hand only when its account says so', async () => {
    const { ctx } = await createRenter();
    const { pair, primary } = await rentPair(ctx, india);
    await setManualFailback(ctx, { pairId: pair.id, manual: true });
    const number = (await readAgentTables()).numbers.find(({ rentalId }) => rentalId === primary.id);
    expect(number?.fallback?.manualFailback).toBe(true);
    const stranger = testContext(await createAccount());
    await expect(setManualFailback(stranger, { pairId: pair.id, manual: false })).rejects.toThrow('Pair is unknown');
    await expect(setManualFailback(ctx, { pairId: 'x', manual: false })).rejects.toThrow('Pair is unknown');
  });
});

import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, rentPair } from '@/lib/testing/rent';
import { ensureTrunks } from './ensure-trunks';
import { placeOverride } from './place-override';
import { findPairRouting } from './queries-pair';
import { recordRoutes } from './record-routes';
import { releaseOverride } from './release-override';
import { setManualFailback } from './set-manual-failback';

let india: IndiaFixture;
let trunk: { slug: string };

beforeAll(async () => {
  india = await createIndia();
  const operator = testContext(await createAccount(), 'owner', { isOperator: true });
  await withTransaction(operator, (tx) => ensureTrunks(operator, tx));
  trunk = await db.trunk.findFirstOrThrow({ where: { carrierId: india.carrierA.id } });
});

beforeEach(async () => {
  await emptyStock();
  await db.routeEvent.deleteMany();
});

/** The trunk as a whole comes into a state. */
async function becomes(to: 'open' | 'degraded' | 'healthy', at = Date.now()): Promise<void> {
  const from = to === 'healthy' ? 'open' : 'healthy';
  const part = { trunkId: trunk.slug, destinationGroup: null, number: null };
  const trace = { at, rule: 'silence', figures: {} };
  await db.$transaction((tx) => recordRoutes(tx, 'agent-1', [{ type: 'route-state', at, ...part, from, to, trace }]));
}

async function createPair(): Promise<{ ctx: Context; pairId: string }> {
  const { ctx } = await createRenter();
  const { pair } = await rentPair(ctx, india);
  return { ctx, pairId: pair.id };
}

it('calls go over the fallback while the primary’s carrier is out, and back afterwards', async () => {
  const { ctx, pairId } = await createPair();
  expect(await findPairRouting(ctx, pairId)).toEqual({ measure: null, carrying: 'primary', because: 'usual' });
  await becomes('open');
  expect(await findPairRouting(ctx, pairId)).toMatchObject({ carrying: 'fallback', because: 'outage' });
  await becomes('healthy');
  expect(await findPairRouting(ctx, pairId)).toMatchObject({ carrying: 'primary', because: 'usual' });
});

it('calls go over the fallback while the primary’s carrier is degraded or drained', async () => {
  const { ctx, pairId } = await createPair();
  await becomes('degraded');
  expect(await findPairRouting(ctx, pairId)).toMatchObject({ carrying: 'fallback', because: 'outage' });
  await becomes('healthy');
  const operator = testContext(await createAccount(), 'owner', { isOperator: true });
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const target = { kind: 'carrier' as const, id: india.carrierA.slug };
  const { overrideId } = await placeOverride(operator, { target, action: 'drain', reason: 'Works', endsAt });
  const soon = { ...ctx, now: () => new Date(Date.now() + 1_000) };
  expect(await findPairRouting(soon, pairId)).toMatchObject({ carrying: 'fallback', because: 'outage' });
  await releaseOverride(operator, { overrideId });
  expect(await findPairRouting(soon, pairId)).toMatchObject({ carrying: 'primary', because: 'usual' });
});

it('a second trunk of the primary’s carrier that never failed carries the calls', async () => {
  const { ctx, pairId } = await createPair();
  const second = await db.trunk.create({ data: { slug: 'a-second', carrierId: india.carrierA.id } });
  await becomes('open');
  expect(await findPairRouting(ctx, pairId)).toMatchObject({ carrying: 'primary', because: 'usual' });
  await db.trunk.delete({ where: { id: second.id } });
  expect(await findPairRouting(ctx, pairId)).toMatchObject({ carrying: 'fallback' });
});

it('a fallback whose test failed takes nothing over', async () => {
  const { ctx, pairId } = await createPair();
  await db.haPair.update({ where: { id: pairId }, data: { proof: 'failed' } });
  await becomes('open');
  expect(await findPairRouting(ctx, pairId)).toMatchObject({ carrying: 'primary' });
});

it('with return by hand calls stay on the fallback until somebody brings them back', async () => {
  const { ctx, pairId } = await createPair();
  await becomes('open', Date.now() - 60_000);
  await becomes('healthy', Date.now() - 50_000);
  await setManualFailback(ctx, { pairId, manual: true });
  expect(await findPairRouting(ctx, pairId)).toMatchObject({ carrying: 'primary' });
  await becomes('open', Date.now() + 1);
  await becomes('healthy', Date.now() + 2);
  expect(await findPairRouting(ctx, pairId)).toMatchObject({ carrying: 'fallback', because: 'stays' });
  const later = { ...ctx, now: () => new Date(Date.now() + 1_000) };
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const returned = { target: { kind: 'pair' as const, id: pairId }, action: 'drain' as const, endsAt };
  await placeOverride(later, { ...returned, reason: 'The carrier is well' });
  expect(await findPairRouting(later, pairId)).toMatchObject({ carrying: 'primary', because: 'measure' });
  await db.routeOverride.updateMany({ where: { targetId: pairId }, data: { endsAt: new Date(Date.now() + 1_001) } });
  const afterwards = { ...ctx, now: () => new Date(Date.now() + 2_000) };
  expect(await findPairRouting(afterwards, pairId)).toMatchObject({ measure: null, carrying: 'primary' });
});

it('tells nothing of another account’s pair', async () => {
  const { pairId } = await createPair();
  await becomes('open');
  const { ctx: stranger } = await createRenter();
  expect(await findPairRouting(stranger, pairId)).toMatchObject({ carrying: 'primary', because: 'usual' });
});

import { beforeAll, expect, it } from 'vitest';
import { type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, rentPair } from '@/lib/testing/rent';
import { ensureTrunks } from './ensure-trunks';
import { placeOverride, planMaintenance } from './place-override';
import { raiseDrainAlerts } from './raise-drain-alerts';
import { releaseOverride } from './release-override';

let india: IndiaFixture;
let operator: Context;
let customer: Context;

beforeAll(async () => {
  india = await createIndia();
  operator = testContext(await createAccount(), 'owner', { isOperator: true });
  await withTransaction(operator, (tx) => ensureTrunks(operator, tx));
  customer = (await createRenter()).ctx;
  const { pair } = await rentPair(customer, india);
  await db.haPair.update({ where: { id: pair.id }, data: { state: 'active' } });
});

const minutes = (count: number) => new Date(Date.now() + count * 60_000);

async function told(now: Date): Promise<string[]> {
  await db.alert.deleteMany();
  await raiseDrainAlerts(now);
  // Found again, and by a second worker, it is not told again.
  expect(await raiseDrainAlerts(now)).toBe(0);
  const alerts = await db.alert.findMany({ where: { accountId: customer.accountId }, orderBy: { createdAt: 'asc' } });
  return alerts.map(({ kind, sentence }) => `${kind}: ${sentence}`);
}

it('a drain by hand and its release are told to those whose paired numbers are on the carrier', async () => {
  const target = { kind: 'carrier', id: india.carrierA.slug } as const;
  const drain = { target, action: 'drain', reason: 'Packet loss', endsAt: minutes(60).toISOString() } as const;
  const { overrideId } = await placeOverride(operator, drain);
  const failover =
    'failover: Calls from 1 number of Carrier A leave by its fallback number. The operator has taken the carrier out of use: Packet loss.';
  expect(await told(minutes(1))).toEqual([failover]);
  await releaseOverride(operator, { overrideId });
  expect(await told(minutes(1))).toEqual([
    failover,
    'failback: Calls from 1 number of Carrier A leave by the number itself again. The operator uses the carrier again: Packet loss.',
  ]);
  // Old news is none.
  expect(await told(minutes(30))).toEqual([]);
});

it('of two drains of a carrier at once the first to begin and the last to end are told', async () => {
  await db.routeOverride.deleteMany();
  const target = { kind: 'carrier', id: india.carrierA.slug } as const;
  const period = (from: number, to: number) => ({
    startsAt: minutes(from).toISOString(),
    endsAt: minutes(to).toISOString(),
  });
  await planMaintenance(operator, { target, reason: 'New card', ...period(120, 125) });
  const trunk = { kind: 'trunk', id: india.carrierA.slug } as const;
  await planMaintenance(operator, { target: trunk, reason: 'New cable', ...period(122, 128) });
  expect(await told(minutes(123))).toEqual([expect.stringMatching(/^failover: .+ New card\.$/)]);
  expect(await told(minutes(126))).toHaveLength(1);
  expect(await told(minutes(129))).toEqual([
    expect.stringMatching(/^failover: .+ New card\.$/),
    expect.stringMatching(/^failback: .+ New cable\.$/),
  ]);
  await db.routeOverride.deleteMany();
});

it('planned maintenance is told when it begins and when it is over, and not before; of one trunk of two nothing', async () => {
  const period = { startsAt: minutes(120).toISOString(), endsAt: minutes(125).toISOString() };
  const target = { kind: 'trunk', id: india.carrierA.slug } as const;
  await planMaintenance(operator, { target, reason: 'New card', ...period });
  expect(await told(minutes(119))).toEqual([]);
  expect(await told(minutes(121))).toEqual([expect.stringMatching(/^failover: .+ out of use: New card\.$/)]);
  expect((await told(minutes(126)))[1]).toMatch(/^failback: .+ The time it was out of use is over: New card\.$/);
  await db.trunk.create({ data: { slug: 'a-second', carrierId: india.carrierA.id } });
  expect(await told(minutes(121))).toEqual([]);
});

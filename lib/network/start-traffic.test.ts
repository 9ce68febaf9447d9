import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, rentNumber, rentPair } from '@/lib/testing/rent';
import { ensureTrunks } from './ensure-trunks';
import { getTrafficChoices, listTraffic } from './queries-traffic';
import { readAgentTables } from './read-agent-tables';
import type { StartTrafficInput } from './schema';
import { startTraffic } from './start-traffic';
import { stopTraffic } from './stop-traffic';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
  const operator = testContext(await createAccount(), 'owner', { isOperator: true });
  await withTransaction(operator, (tx) => ensureTrunks(operator, tx));
});

beforeEach(emptyStock);

const wish = (changes: Partial<StartTrafficInput> = {}): StartTrafficInput => ({
  ...{ callsPerSecond: 20, numbers: 'paired', destinations: ['9198'], minutes: 5 },
  ...changes,
});

/** An operator with a pair and a number of its own. */
async function createOperator(): Promise<{ ctx: Context; paired: string; alone: string }> {
  const { ctx: owner, account } = await createRenter();
  const { primary } = await rentPair(owner, india);
  const { number: alone } = await rentNumber(owner, india, { carrier: india.carrierC });
  return { ctx: testContext(account, 'owner', { isOperator: true }), paired: primary.number, alone };
}

const running = async (id: string) => (await readAgentTables()).traffic.find((order) => order.id === id);

describe('traffic', () => {
  it('runs from every number with a fallback until it is stopped', async () => {
    const { ctx, paired, alone } = await createOperator();
    const choices = await getTrafficChoices(ctx);
    expect(choices).toMatchObject({ paired: 1, active: 3 });
    expect(choices.numbers[0]).toMatchObject({ number: paired, isPaired: true });
    const { trafficId, endsAt } = await startTraffic(ctx, wish());
    expect(await running(trafficId)).toMatchObject({ numbers: [paired], callsPerSecond: 20 });
    expect(await listTraffic(ctx)).toMatchObject([{ id: trafficId, to: '+9198', endsAt }]);
    await stopTraffic(ctx, { trafficId });
    await stopTraffic(ctx, { trafficId });
    expect(await running(trafficId)).toBeUndefined();
    expect(await listTraffic(ctx)).toEqual([]);
    expect(await db.auditEvent.count({ where: { entityId: trafficId } })).toBe(2);
    const all = await startTraffic(ctx, wish({ numbers: 'all' }));
    expect((await running(all.trafficId))?.numbers).toEqual(expect.arrayContaining([paired, alone]));
  });

  it('is the operator’s, and another account’s traffic is not touched', async () => {
    const { ctx } = await createOperator();
    const { ctx: customer } = await createRenter();
    await expect(startTraffic(customer, wish())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getTrafficChoices(customer)).rejects.toMatchObject({ code: 'forbidden' });
    const { trafficId } = await startTraffic(ctx, wish());
    const other = testContext(await createAccount(), 'owner', { isOperator: true });
    await expect(stopTraffic(other, { trafficId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await listTraffic(other)).toEqual([]);
  });

  it.each<[Partial<StartTrafficInput>, string, string]>([
    [{ callsPerSecond: Number.NaN }, 'callsPerSecond', 'Calls a second must be from 0.1 to 500.'],
    [{ callsPerSecond: 501 }, 'callsPerSecond', 'Calls a second must be from 0.1 to 500.'],
    [{ minutes: 0 }, 'minutes', 'Duration in minutes must be a whole number from 1 to 1440.'],
    [{ destinations: [] }, 'destinations', 'Give at least one destination prefix, such as 91.'],
    [{ destinations: ['91x'] }, 'destinations', 'Prefixes must be 1 to 15 digits'],
    [{ destinations: ['91', '1415'] }, 'destinations', 'give prefixes that begin with 91, not 1415'],
    [{ numbers: ['14155550100'] }, 'numbers', '+14155550100 is not an active number of this account.'],
  ])('is refused with %j', async (changes, field, sentence) => {
    const { ctx } = await createOperator();
    await expect(startTraffic(ctx, wish(changes))).rejects.toMatchObject({
      field,
      message: expect.stringContaining(sentence),
    });
    expect(await listTraffic(ctx)).toEqual([]);
  });

  it('is refused without a number to call from, and where telephones could ring', async () => {
    const { ctx } = await createOperator();
    const nobody = testContext(await createAccount(), 'owner', { isOperator: true });
    await expect(startTraffic(nobody, wish())).rejects.toThrow('no active number with a fallback');
    const trunk = await db.trunk.findFirstOrThrow({ orderBy: { id: 'asc' } });
    await db.trunk.update({ where: { id: trunk.id }, data: { kind: 'sip' } });
    await expect(startTraffic(ctx, wish())).rejects.toThrow(`trunk ${trunk.slug} reaches real telephones`);
    await db.trunk.update({ where: { id: trunk.id }, data: { kind: 'sandbox' } });
  });
});

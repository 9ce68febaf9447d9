import { beforeAll, describe, expect, it } from 'vitest';
import { type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, rentNumber } from '@/lib/testing/rent';
import { addIncidentNote } from './add-incident-note';
import { ensureTrunks } from './ensure-trunks';
import { readAgentTables } from './read-agent-tables';
import type { StartTrafficInput, UpdateTrunkInput } from './schema';
import { startTraffic } from './start-traffic';
import { stopTraffic } from './stop-traffic';
import { updateTrunk } from './update-trunk';

let india: IndiaFixture;
let operator: Context;

beforeAll(async () => {
  india = await createIndia();
  operator = testContext(await createAccount(), 'owner', { isOperator: true });
  await withTransaction(operator, (tx) => ensureTrunks(operator, tx));
});

describe('updateTrunk', () => {
  const row = {
    match: { sipCode: 603 },
    next: 'yes',
    blame: true,
    outcome: 'network',
    reason: 'Means overload here',
  } as const;

  it('changes what is given and leaves the rest', async () => {
    const trunk = india.carrierA.slug;
    await updateTrunk(operator, { trunk, maxChannels: 120, maxCps: 10, outcomeOverrides: [row] });
    await updateTrunk(operator, { trunk, maxCps: null, transport: 'tls' });
    const { source } = await readAgentTables();
    expect(source.trunks.find(({ id }) => id === trunk)).toMatchObject({
      maxChannels: 120,
      maxCps: null,
      transport: 'tls',
      outcomeOverrides: [row],
    });
    const audit = await db.auditEvent.findMany({ where: { action: 'trunk.update' }, orderBy: { id: 'asc' } });
    expect(audit.map(({ after }) => after)).toEqual([
      { maxChannels: 120, maxCps: 10, outcomeOverrides: [row] },
      { maxCps: null, transport: 'tls' },
    ]);
  });

  it.each<[Partial<UpdateTrunkInput>, string]>([
    [{ maxChannels: 0 }, 'Channels must be a whole number from 1 to 100000.'],
    [{ maxCps: 0.5 }, 'Calls a second must be a whole number from 1 to 10000.'],
    [{ trunk: 'nobody' }, 'Trunk is unknown; choose one of the list.'],
    [{ codecs: [] }, 'A trunk needs at least one codec.'],
    [{ outcomeOverrides: [{ ...row, match: {} }] }, 'Each row must name a SIP code, a Q.850 cause or both.'],
  ])('is refused with %j', async (changes, sentence) => {
    await expect(updateTrunk(operator, { trunk: india.carrierA.slug, ...changes })).rejects.toThrow(sentence);
  });

  it('keeps the last trunk that numbers leave by, and is the operator’s', async () => {
    const { ctx } = await createRenter();
    await rentNumber(ctx, india, { carrier: india.carrierB });
    const off = { trunk: india.carrierB.slug, isEnabled: false };
    await expect(updateTrunk(operator, off)).rejects.toThrow('1 number leaves by it: drain it instead.');
    await expect(updateTrunk(ctx, off)).rejects.toMatchObject({ code: 'forbidden' });
    await db.trunk.create({ data: { slug: `${india.carrierB.slug}-2`, carrierId: india.carrierB.id } });
    await updateTrunk(operator, off);
    expect((await readAgentTables()).trunks.some(({ id }) => id === india.carrierB.slug)).toBe(false);
  });
});

describe('traffic', () => {
  it('is made from the account’s own numbers until it ends or is stopped', async () => {
    const { ctx, account } = await createRenter();
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA });
    const own = testContext(account, 'owner', { isOperator: true });
    const wish: StartTrafficInput = { callsPerSecond: 20, numbers: [rental.number], destinations: ['919'], minutes: 5 };
    const { trafficId, endsAt } = await startTraffic(own, wish);
    expect((await readAgentTables()).traffic).toMatchObject([
      { id: trafficId, callsPerSecond: 20, endsAt: endsAt.getTime() },
    ]);
    await expect(startTraffic(operator, wish)).rejects.toThrow('is not an active number of this account.');
    await expect(startTraffic(ctx, wish)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(startTraffic(own, { ...wish, callsPerSecond: 0 })).rejects.toThrow('must be from 0.1 to 500');
    await expect(startTraffic(own, { ...wish, numbers: [] })).rejects.toThrow('Choose at least one caller number.');
    await expect(startTraffic(own, { ...wish, destinations: ['+91'] })).rejects.toThrow(
      '1 to 15 digits of an international number without +',
    );
    await expect(startTraffic(own, { ...wish, minutes: 1_441 })).rejects.toThrow('whole number from 1 to 1440');
    await expect(stopTraffic(operator, { trafficId })).rejects.toMatchObject({ code: 'not_found' });
    await stopTraffic(own, { trafficId });
    await stopTraffic(own, { trafficId });
    expect((await readAgentTables()).traffic).toEqual([]);
  });
});

describe('addIncidentNote', () => {
  it('stands with who wrote it', async () => {
    const trunk = await db.trunk.findFirstOrThrow();
    const opened = { agentId: 'a', engineId: 1, trunkId: trunk.id, rule: 'silence', figures: {}, openedAt: new Date() };
    await db.incident.create({ data: { id: 'inc_1', ...opened } });
    await addIncidentNote(operator, { incidentId: 'inc_1', text: ' Ticket 4711 opened at the carrier. ' });
    expect(await db.incidentNote.findMany()).toMatchObject([{ text: 'Ticket 4711 opened at the carrier.' }]);
    await expect(addIncidentNote(operator, { incidentId: 'inc_2', text: 'x' })).rejects.toThrow('Incident is unknown.');
    await expect(addIncidentNote(operator, { incidentId: 'inc_1', text: ' ' })).rejects.toThrow('Write a note of 1 to');
    const customer = testContext(await createAccount(), 'owner');
    await expect(addIncidentNote(customer, { incidentId: 'inc_1', text: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

import { expect, it } from 'vitest';
import { db } from '@/lib/db';
import type { RouteStateName } from '@/lib/failover/types';
import { createAccount } from '@/lib/testing/factories';
import { createPair, createRental } from '@/lib/testing/factories-rentals';
import { createIndia } from '@/lib/testing/factories-stock';
import { type RouteRecord, recordRoutes } from './record-routes';

it('incidents and moved calls are told to the accounts they concern, once', async () => {
  const india = await createIndia();
  const account = await createAccount();
  const rent = (carrier: { id: number }) =>
    createRental({ account, carrier, area: india.bengaluru, ratePlan: india.ratePlan });
  await createPair(await rent(india.carrierA), await rent(india.carrierB));
  const { slug: trunkId } = await db.trunk.create({ data: { slug: 'a-mumbai', carrierId: india.carrierA.id } });
  const began = Date.parse('2026-03-01T10:00:00Z');
  const move = (
    seconds: number,
    from: RouteStateName,
    to: RouteStateName,
    number: string | null = null,
  ): RouteRecord => {
    const at = began + seconds * 1_000;
    const trace = { at, rule: 'silence', figures: { failures: 8, attempts: 10, windowMs: 4_000 } };
    return { type: 'route-state', at, trunkId, destinationGroup: null, number, from, to, trace };
  };
  const incident = (type: 'incident-opened' | 'incident-closed', seconds: number): RouteRecord => {
    const at = began + seconds * 1_000;
    const figures = { failures: 8, attempts: 10, windowMs: 4_000 };
    return { type, at, engineId: 1, trunkId, trace: { at, rule: 'silence', figures } };
  };
  const record = (...records: RouteRecord[]) => db.$transaction((tx) => recordRoutes(tx, 'agent-0', records));

  await record(move(0, 'healthy', 'suspect'), move(1, 'suspect', 'open'), incident('incident-opened', 1));
  await record(move(2, 'healthy', 'open', '918041234567'), move(30, 'open', 'probing'));
  // A relapse on the way back is no second failover.
  await record(move(40, 'probing', 'ramping'), move(42, 'ramping', 'open'), move(50, 'open', 'probing'));
  await record(move(55, 'probing', 'ramping'), move(60, 'ramping', 'healthy'), incident('incident-closed', 60));
  // The writer may be killed between the commit and its note of it.
  await record(incident('incident-opened', 1), move(60, 'ramping', 'healthy'));

  const name = india.carrierA.name;
  const because = 'Calls unanswered by the carrier.';
  const alerts = await db.alert.findMany({
    where: { accountId: account.id },
    orderBy: [{ createdAt: 'asc' }, { kind: 'asc' }],
  });
  expect(alerts.map(({ kind, sentence }) => [kind, sentence])).toEqual([
    ['failover', `Calls from 1 number of ${name} leave by its fallback number. ${because}`],
    ['incident_opened', `${name} is not healthy. ${because} 1 of your numbers is on it, all with a fallback.`],
    ['failback', `Calls from 1 number of ${name} leave by the number itself again. ${because}`],
    ['incident_closed', `${name} is healthy again. ${because}`],
  ]);
  const { id } = await db.incident.findFirstOrThrow();
  expect(alerts.find(({ kind }) => kind === 'incident_opened')?.link).toBe(`/voice/incidents/${id}`);
});

it('an agent that begins ends what it recorded before and knows nothing of', async () => {
  const india = await createIndia();
  const account = await createAccount();
  const rent = (carrier: { id: number }) =>
    createRental({ account, carrier, area: india.bengaluru, ratePlan: india.ratePlan });
  await createPair(await rent(india.carrierA), await rent(india.carrierB));
  await createPair(await rent(india.carrierB), await rent(india.carrierA));
  const lost = await db.trunk.create({ data: { slug: 'a-lost', carrierId: india.carrierA.id } });
  const kept = await db.trunk.create({ data: { slug: 'b-kept', carrierId: india.carrierB.id } });
  const began = Date.parse('2026-04-01T10:00:00Z');
  const open = (trunkId: string, engineId: number, at: number): RouteRecord[] => {
    const trace = { at, rule: 'silence', figures: { failures: 8, attempts: 10, windowMs: 4_000 } };
    const route = { trunkId, destinationGroup: null, number: null };
    return [
      { type: 'route-state', at, ...route, from: 'healthy', to: 'open', trace },
      { type: 'incident-opened', at, engineId, trunkId, trace },
    ];
  };
  const standing: RouteRecord = {
    ...{ type: 'standing', at: began + 5_000, incidents: [7] },
    routes: [{ trunkId: kept.slug, destinationGroup: null, number: null, state: 'open' }],
  };
  // What came after the new agent's beginning may lie in the same batch.
  const after = open(lost.slug, 8, began + 9_000);
  await db.$transaction((tx) =>
    recordRoutes(tx, 'agent-9', [
      ...open(kept.slug, 7, began),
      ...open(lost.slug, 8, began + 3_000),
      standing,
      ...after,
    ]),
  );
  await db.$transaction((tx) => recordRoutes(tx, 'agent-9', [standing]));

  const incidents = await db.incident.findMany({ where: { agentId: 'agent-9' }, orderBy: { openedAt: 'asc' } });
  expect(incidents.map(({ engineId, closedAt }) => [engineId, closedAt])).toEqual([
    [7, null],
    [8, new Date(began + 5_000)],
    [8, null],
  ]);
  const changes = await db.routeEvent.findMany({
    where: { agentId: 'agent-9', trunkId: lost.id },
    orderBy: [{ at: 'asc' }],
  });
  expect(changes.map(({ toState, rule }) => [toState, rule])).toEqual([
    ['open', 'silence'],
    ['healthy', 'agent-restarted'],
    ['open', 'silence'],
  ]);
  // Carrier A failed all the time, so nobody was told that it was well.
  expect(await db.alert.count({ where: { accountId: account.id, kind: 'incident_opened' } })).toBe(2);
  expect(await db.alert.count({ where: { accountId: account.id, kind: 'incident_closed' } })).toBe(0);
  const nothing: RouteRecord = { type: 'standing', at: began + 20_000, incidents: [], routes: [] };
  await db.$transaction((tx) => recordRoutes(tx, 'agent-9', [nothing]));
  const told = await db.alert.findMany({ where: { accountId: account.id, kind: 'incident_closed' } });
  const why = 'is healthy again. The agent started again and judges the carrier anew.';
  expect(told.map(({ sentence }) => sentence).sort()).toEqual([
    `${india.carrierA.name} ${why}`,
    `${india.carrierB.name} ${why}`,
  ]);
});

it('an incident that becomes its trunk’s is told as one, and as over when both are', async () => {
  const india = await createIndia();
  const account = await createAccount();
  await createRental({ account, carrier: india.carrierA, area: india.bengaluru, ratePlan: india.ratePlan });
  const { slug: trunkId } = await db.trunk.create({ data: { slug: 'a-whole', carrierId: india.carrierA.id } });
  const began = Date.parse('2026-05-01T10:00:00Z');
  const incident = (type: 'incident-opened' | 'incident-closed', engineId: number, ms: number): RouteRecord => {
    const at = began + ms;
    return { type, at, engineId, trunkId, trace: { at, rule: 'silence', figures: { failures: 8, attempts: 10 } } };
  };
  const record = (...records: RouteRecord[]) => db.$transaction((tx) => recordRoutes(tx, 'agent-3', records));
  const told = async () => {
    const alerts = await db.alert.findMany({ where: { accountId: account.id }, orderBy: { createdAt: 'asc' } });
    return alerts.map(({ kind }) => kind);
  };
  // In one batch, as after an outage of the database.
  await record(incident('incident-opened', 1, 700), incident('incident-opened', 2, 2_500));
  await record(incident('incident-closed', 1, 2_500));
  expect(await told()).toEqual(['incident_opened']);
  await record(incident('incident-closed', 2, 60_000));
  expect(await told()).toEqual(['incident_opened', 'incident_closed']);
});

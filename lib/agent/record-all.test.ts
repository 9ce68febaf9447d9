import { beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createAccount } from '@/lib/testing/factories';
import { createTrunk } from '@/lib/testing/factories-calls';
import { createPair, createRental } from '@/lib/testing/factories-rentals';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { recordAll } from './record-all';
import type { AgentRecord } from './types';

let india: IndiaFixture;
let trunk: { id: number; slug: string };

beforeAll(async () => {
  india = await createIndia();
  trunk = await createTrunk(india.carrierA);
});

const AT = Date.UTC(2026, 1, 3, 10);
const trace = { at: AT, rule: 'silence', figures: { attempts: 4, failures: 4, windowMs: 900 } };
const record = (...records: AgentRecord[]) => db.$transaction((tx) => recordAll(tx, 'agent-1', records));

it('writes states, alarms and incidents with their figures', async () => {
  const common = { trunkId: trunk.slug, trace };
  await record(
    { type: 'route-state', at: AT, from: 'healthy', to: 'open', destinationGroup: null, number: null, ...common },
    { type: 'incident-opened', at: AT, engineId: 7, ...common },
    { type: 'alarm', at: AT + 1, alarm: 'list-or-callees', trunkId: null, number: '918041234567', trace },
    {
      type: 'route-state',
      at: AT,
      from: 'healthy',
      to: 'open',
      destinationGroup: null,
      number: null,
      trace,
      trunkId: 'gone',
    },
  );
  expect(await db.routeEvent.findMany({ where: { trunkId: trunk.id } })).toMatchObject([
    {
      at: new Date(AT),
      fromState: 'healthy',
      toState: 'open',
      rule: 'silence',
      figures: trace.figures,
      agentId: 'agent-1',
    },
  ]);
  expect(await db.routeAlarm.findMany()).toMatchObject([
    { alarm: 'list-or-callees', trunkId: null, number: '918041234567' },
  ]);
  const recovered = { at: AT + 60_000, rule: 'probe', figures: { good: 3 } };
  await record({ type: 'incident-closed', at: AT + 60_000, engineId: 7, trunkId: trunk.slug, trace: recovered });
  expect(await db.incident.findMany()).toMatchObject([
    {
      engineId: 7,
      rule: 'silence',
      firstEvidenceAt: new Date(AT - 900),
      closedAt: new Date(AT + 60_000),
      closedBecause: { rule: 'probe', figures: { good: 3 } },
    },
  ]);
});

it('what is opened while another incident of the trunk is open is part of it, and not what comes after', async () => {
  const incident = (type: 'incident-opened' | 'incident-closed', engineId: number, seconds: number): AgentRecord => ({
    ...{ type, at: AT + 100_000 + seconds * 1_000, engineId, trunkId: trunk.slug, trace },
  });
  const opened = (engineId: number, seconds: number) => incident('incident-opened', engineId, seconds);
  const closed = (engineId: number, seconds: number) => incident('incident-closed', engineId, seconds);
  // A destination group, then its trunk, then another group meanwhile; later something new: all in one batch.
  await record(
    opened(11, 0),
    opened(12, 1),
    closed(11, 1),
    opened(13, 2),
    closed(12, 60),
    closed(13, 61),
    opened(14, 90),
  );
  const incidents = await db.incident.findMany({ where: { engineId: { gt: 10 } }, orderBy: { engineId: 'asc' } });
  const first = incidents[0]?.id;
  expect(incidents.map(({ partOfId }) => partOfId)).toEqual([null, first, first, null]);
  expect(incidents.map(({ closedAt }) => closedAt === null)).toEqual([false, false, false, true]);
});

it('keeps one row a minute and trunk', async () => {
  const figures = {
    ...{
      trunkId: trunk.slug,
      attempts: 10,
      answered: 4,
      networkFailures: 1,
      congested: 0,
      callee: 5,
      talkSeconds: 200,
    },
    ...{ peakInProgress: 3, delayP50Ms: 900, delayP95Ms: 2_100, mosHundredths: 418 },
  };
  await record({ type: 'trunk-minute', minute: AT, figures });
  await record({ type: 'trunk-minute', minute: AT, figures: { ...figures, attempts: 12 } });
  expect(await db.trunkMinute.findMany()).toMatchObject([{ attempts: 12, delayP95Ms: 2_100, mosHundredths: 418 }]);
});

it('notes a pair’s proof, and tells of it on the time line when it is news', async () => {
  const account = await createAccount();
  const where = { account, area: india.bengaluru, ratePlan: india.ratePlan };
  const primary = await createRental({ ...where, carrier: india.carrierA });
  const pair = await createPair(primary, await createRental({ ...where, carrier: india.carrierB }));
  const proof = (at: number, ok: boolean, sentence: string) =>
    record({ type: 'pair-proof', at, pairId: pair.id, ok, sentence });
  await proof(AT, true, 'A call over the fallback was heard both ways.');
  const touched = await proof(AT + 1_000, true, 'Heard both ways again.');
  expect(touched.numbers).toEqual(new Set([account.id]));
  await proof(AT + 2_000, false, 'The fallback’s carrier did not answer.');
  expect(await db.haPair.findUniqueOrThrow({ where: { id: pair.id } })).toMatchObject({
    ...{ proof: 'failed', provenAt: new Date(AT + 1_000), proofReason: 'The fallback’s carrier did not answer.' },
  });
  const events = await db.haPairEvent.findMany({ where: { pairId: pair.id }, orderBy: { at: 'asc' } });
  expect(events.map(({ reason }) => reason)).toEqual([
    'A call over the fallback was heard both ways.',
    'The fallback’s carrier did not answer.',
  ]);
  expect((await record({ type: 'pair-proof', at: AT, pairId: 'par_none', ok: true, sentence: '' })).numbers.size).toBe(
    0,
  );
});

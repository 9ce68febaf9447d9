import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { firstCallIdAt } from '@/lib/calls';
import { type AccountId, type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, rentNumber } from '@/lib/testing/rent';
import { addIncidentNote } from './add-incident-note';
import { ensureTrunks } from './ensure-trunks';
import { exportEvidence, indiaTime } from './export-evidence';
import { findIncident } from './queries-incident';
import { listIncidents } from './queries-incidents';
import { estimateSaved, estimateText, incidentMarkdown, wilson } from './rules-incidents';

const AT = Date.UTC(2026, 10, 20, 6, 30);
const at = (seconds: number) => new Date(AT + seconds * 1_000);

let india: IndiaFixture;
let operator: Context;
let customer: Context;
let trunkA: number;
let trunkB: number;
let sequence = 0n;

interface Fate {
  accountId: AccountId;
  from?: string;
  second: number;
  /** What the trunk did; null when it was never tried. */
  harmed: boolean | null;
  saved?: boolean;
  failedOver?: boolean;
}

async function aCall({ accountId, from = '918041112222', second, harmed, saved = false, failedOver = false }: Fate) {
  sequence += 1n;
  const id = firstCallIdAt(at(second).getTime()) + sequence;
  const reached = saved || harmed !== true;
  await db.call.create({
    data: {
      ...{ id, uuid: randomUUID(), accountId, agentId: 'agent-0', purpose: 'customer', fromNumber: from },
      ...{
        toNumber: '919876543210',
        state: reached ? 'completed' : 'failed',
        currency: 'INR',
        saved,
        failedOver,
        hangupCode: 4000,
        hangupSource: 'callee',
      },
      ...{ queuedAt: at(second), answeredAt: reached ? at(second + 3) : null, endedAt: at(second + 9) },
      plan: [{ trunkId: india.carrierA.slug }, { trunkId: india.carrierB.slug }],
    },
  });
  const attempt = (position: number, trunkId: number, isBlamed: boolean) => ({
    ...{ callId: id, position, hopIndex: position, trunkId, carrierId: 1, presentedNumber: from, phase: 'sent' },
    ...{ sentAt: at(second), endedAt: at(second + 1), isBlamed, outcome: isBlamed ? 'silence' : 'answered' },
    sipCode: isBlamed ? null : 200,
  });
  const first = harmed === null ? [] : [attempt(0, trunkA, harmed)];
  const next = saved || harmed === null ? [attempt(1, trunkB, false)] : [];
  await db.callAttempt.createMany({ data: [...first, ...next] });
}

beforeAll(async () => {
  india = await createIndia();
  operator = testContext(await createAccount(), 'owner', { isOperator: true });
  await withTransaction(operator, (tx) => ensureTrunks(operator, tx));
  trunkA = (await db.trunk.findUniqueOrThrow({ where: { slug: india.carrierA.slug } })).id;
  trunkB = (await db.trunk.findUniqueOrThrow({ where: { slug: india.carrierB.slug } })).id;
  const { ctx } = await createRenter();
  customer = ctx;
  await rentNumber(ctx, india, { carrier: india.carrierA });
  const figures = { failures: 8, attempts: 10, windowMs: 2_000 };
  await db.incident.create({
    data: {
      ...{ id: 'inc_1', agentId: 'agent-0', engineId: 1, trunkId: trunkA, rule: 'silence', figures },
      ...{ firstEvidenceAt: at(0), openedAt: at(1.2), closedAt: at(120) },
      closedBecause: { at: at(120).getTime(), rule: 'ramp', figures: { canaries: 20 } },
    },
  });
  const state = { agentId: 'agent-0', trunkId: trunkA, rule: 'silence', figures };
  await db.routeEvent.create({ data: { ...state, at: at(1.2), fromState: 'healthy', toState: 'open' } });
  const mine = { accountId: customer.accountId };
  const theirs = { accountId: operator.accountId, from: '918049999999' };
  for (let i = 0; i < 8; i += 1)
    await aCall({ ...mine, second: 0.1 * i, harmed: true, saved: i < 5, failedOver: i < 5 });
  await aCall({ ...mine, second: 0.9, harmed: false });
  for (let i = 0; i < 30; i += 1) await aCall({ ...mine, second: 2 + i, harmed: null, failedOver: true });
  for (let i = 0; i < 4; i += 1) await aCall({ ...theirs, second: 0.5, harmed: true });
  // Outside the incident.
  await aCall({ ...mine, second: 500, harmed: true });
  await aCall({ ...mine, second: 40, harmed: null });
});

describe('findIncident', () => {
  it('tells the operator of all calls and the customer of its own, what was observed apart from what is estimated', async () => {
    const whole = await findIncident(operator, 'inc_1');
    expect(whole?.calls).toMatchObject({ tried: 13, harmed: 12, saved: 5, lost: 7, rerouted: 30, numbers: 2 });
    expect(whole?.numbers[0]).toEqual({ number: '918041112222', harmed: 8, saved: 5, rerouted: 30 });
    const own = await findIncident(customer, 'inc_1');
    expect(own?.calls).toMatchObject({
      tried: 9,
      harmed: 8,
      saved: 5,
      lost: 3,
      rerouted: 30,
      numbers: 1,
      estimate: null,
    });
    expect(own?.numbers.map(({ number }) => number)).toEqual(['918041112222']);
  });

  it('has a timeline from the first evidence to the recovery', async () => {
    await db.sandboxFault.create({
      data: {
        ...{ id: 'f', trunkId: trunkA, fault: { kind: 'silent' }, reason: 'Rehearsal', createdBy: 'x' },
        ...{ startsAt: at(-0.5), endsAt: at(60) },
      },
    });
    const kinds = async (ctx: Context) => (await findIncident(ctx, 'inc_1'))?.timeline.map(({ kind }) => kind);
    expect(await kinds(operator)).toEqual(['measure', 'evidence', 'failover', 'detected', 'state', 'recovered']);
    expect(await kinds(customer)).toEqual(['evidence', 'failover', 'detected', 'state', 'recovered']);
    const detail = await findIncident(operator, 'inc_1');
    const counted = 'Calls unanswered by the carrier: 8 of 10 attempts failed in 2 s.';
    expect(detail?.reason).toBe(counted);
    expect(detail?.timeline.find(({ kind }) => kind === 'state')).toMatchObject({
      ...{ title: 'Trunk taken out', sentence: `Calls went another way. ${counted}` },
    });
    // What was counted are calls of all accounts.
    const own = await findIncident(customer, 'inc_1');
    expect(own?.reason).toBe('Calls unanswered by the carrier.');
    expect(JSON.stringify(own?.timeline)).not.toMatch(/8 of 10|canaries/);
  });

  it('is not there for those who have no number on the carrier', async () => {
    const { ctx } = await createRenter();
    expect(await findIncident(ctx, 'inc_1')).toBeNull();
    expect((await listIncidents(ctx)).incidents).toEqual([]);
    await expect(exportEvidence(ctx, 'inc_1')).rejects.toMatchObject({ code: 'not_found' });
    expect((await listIncidents(customer)).total).toBe(1);
    for (const junk of ['inc_none', 'inc_1\0', '', "'", 'x'.repeat(9_000)])
      expect(await findIncident(operator, junk)).toBeNull();
  });

  it('becomes a Markdown document with its notes', async () => {
    await addIncidentNote(operator, { incidentId: 'inc_1', text: 'Ticket *4711*' });
    const detail = await findIncident(operator, 'inc_1');
    const text = detail ? incidentMarkdown(detail, (moment) => moment.toISOString()) : '';
    expect(text).toContain('# Incident: Carrier A');
    expect(text).toContain('- From first evidence to detection: 1.2 s');
    expect(text).toContain('- Saved, observed: 5');
    expect(text).toContain('| +918041112222 | 8 | 5 | 30 |');
    expect(text).toContain('Ticket \\*4711\\*');
    expect((await findIncident(customer, 'inc_1'))?.notes).toMatchObject([
      { text: 'Ticket *4711*', by: 'The operator' },
    ]);
  });
});

describe('the evidence for the carrier', () => {
  it('has each failed attempt with its times in UTC and IST', async () => {
    const linesFor = async (ctx: Context) => {
      const { body } = await exportEvidence(ctx, 'inc_1');
      return (await new Response(body).text()).trim().split('\r\n');
    };
    const lines = await linesFor(operator);
    expect(lines).toHaveLength(13);
    expect(lines[1]).toContain('2026-11-20T06:30:00.000Z,2026-11-20 12:00:00.000 IST');
    expect(await linesFor(customer)).toHaveLength(9);
  });

  it('writes India’s time to the millisecond', () => {
    expect(indiaTime(new Date('2026-11-20T18:29:59.007Z'))).toBe('2026-11-20 23:59:59.007 IST');
    expect(indiaTime(null)).toBeNull();
  });
});

describe('the estimate', () => {
  const counts = { saved: 0, lost: 0, numbers: 1 };

  it('is as wide as the attempts are few', () => {
    expect(wilson(5, 10)).toMatchObject({ low: expect.closeTo(0.2366, 4), high: expect.closeTo(0.7634, 4) });
    expect(wilson(0, 10).low).toBe(0);
    expect(wilson(10, 10).high).toBeCloseTo(1, 10);
    expect(estimateSaved({ ...counts, tried: 100, harmed: 90, rerouted: 200 })).toEqual({
      low: 165,
      likely: 180,
      high: 189,
    });
  });

  it('is not made of too little', () => {
    expect(estimateSaved({ ...counts, tried: 9, harmed: 9, rerouted: 200 })).toBeNull();
    const none = { ...counts, tried: 9, harmed: 9, rerouted: 0, estimate: null };
    expect(estimateText(none)).toBe('No call left another way.');
  });
});

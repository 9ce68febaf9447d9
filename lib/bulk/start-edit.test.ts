import { beforeAll, describe, expect, it } from 'vitest';
import { checkBooks } from '@/lib/billing';
import type { AccountRole, Context } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { displayNumber } from '@/lib/phone';
import { createAccount, createApplication, micros, testContext } from '@/lib/testing/factories';
import { createRental } from '@/lib/testing/factories-rentals';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, moneyOf, rentPair } from '@/lib/testing/rent';
import { drainQueues } from '@/lib/testing/steps';
import { cancelJob } from './cancel-job';
import { claimJob } from './claim-job';
import { expireItems } from './expire-items';
import { exportJob } from './export-job';
import { releaseWords } from './format';
import { findJob, listJobs } from './queries';
import { listItems } from './queries-items';
import { quoteEdit } from './quote-edit';
import type { QuoteEditInput } from './schema';
import { settleItem } from './settle-item';
import { settleItems } from './settle-items';
import { startEdit } from './start-edit';

let india: IndiaFixture;
const KINDS = ['application', 'alias', 'tags', 'enable_ha', 'release', 'import'] as const;

beforeAll(async () => {
  india = await createIndia();
});

async function renterOf(count: number, balance = 100_000) {
  const renter = await createRenter({ balance });
  const rentals = [];
  for (let n = 0; n < count; n += 1) {
    const { carrierA: carrier, bengaluru: area, ratePlan } = india;
    rentals.push(await createRental({ account: renter.account, carrier, area, ratePlan }));
  }
  return { ...renter, rentals, numbers: rentals.map(({ number }) => number) };
}

/** Starts what was previewed and has the worker do it. */
async function edit(ctx: Context, asked: QuoteEditInput): Promise<string> {
  const { changed } = await quoteEdit(ctx, asked);
  const typed = releaseWords(changed);
  const { jobId } = await startEdit(ctx, { ...asked, expected: changed, typed, idempotencyKey: createId('job') });
  const job = await claimJob('test-worker', KINDS, new Date());
  expect(job?.id).toBe(jobId);
  if (job) expect(await settleItems(job, new AbortController().signal)).toBe('done');
  return jobId;
}

async function csvOf(ctx: Context, jobId: string): Promise<string> {
  const file = await exportJob(ctx, jobId);
  return new Response(file?.body ?? null).text();
}

describe('an edit of many numbers', () => {
  it('sets an application: fallbacks that follow are skipped and told, each change has its audit row', async () => {
    const { account, ctx, numbers } = await renterOf(3);
    const { primary, fallback } = await rentPair(ctx, india);
    const application = await createApplication(account);
    const asked: QuoteEditInput = {
      selection: { filter: {} },
      change: { kind: 'application', applicationId: application.id },
    };
    const quote = await quoteEdit(ctx, asked);
    expect(quote).toMatchObject({ total: 5, changed: 4, cost: null });
    expect(quote.skipped).toEqual([
      expect.objectContaining({
        count: 1,
        displays: [displayNumber(fallback.number)],
        reason: expect.stringMatching(/follows its primary/),
      }),
    ]);
    expect(quote.samples[0]).toMatchObject({ before: 'None', after: 'Support line' });
    const jobId = await edit(ctx, asked);
    expect(await findJob(ctx, jobId)).toMatchObject({
      ...{ state: 'done', total: 5, settled: 5 },
      counts: { done: 4, skipped: 1, failed: 0, waiting: 0, canceled: 0 },
    });
    const rentals = await db.rental.findMany({ where: { accountId: account.id } });
    expect(rentals.every(({ applicationId }) => applicationId === application.id)).toBe(true);
    const ids = rentals.filter(({ number }) => [...numbers, primary.number].includes(number)).map(({ id }) => id);
    const audits = await db.auditEvent.findMany({ where: { action: 'number.update', entityId: { in: ids } } });
    expect(audits).toHaveLength(4);
    expect(audits.every(({ actorId, requestId }) => actorId === account.userId && requestId === ctx.requestId)).toBe(
      true,
    );
  });

  it('counts aliases, adds and removes tags, and neutralises formulas in the result file', async () => {
    const { account, ctx, numbers } = await renterOf(3);
    await edit(ctx, { selection: { numbers }, change: { kind: 'alias', pattern: 'Delhi {nn}' } });
    const aliases = await db.rental.findMany({ where: { accountId: account.id }, orderBy: { number: 'asc' } });
    expect(aliases.map(({ alias }) => alias)).toEqual(['Delhi 01', 'Delhi 02', 'Delhi 03']);
    await edit(ctx, { selection: { numbers }, change: { kind: 'tags', add: 'Sales north', remove: [] } });
    await edit(ctx, { selection: { filter: { tag: 'north' } }, change: { kind: 'tags', add: [], remove: 'north' } });
    const tagged = await db.rental.findMany({ where: { accountId: account.id } });
    expect(tagged.map(({ tags }) => tags)).toEqual([['sales'], ['sales'], ['sales']]);
    const again = await quoteEdit(ctx, { selection: { numbers }, change: { kind: 'tags', add: 'sales', remove: [] } });
    expect(again).toMatchObject({ changed: 0, skipped: [{ count: 3 }] });
    const jobId = await edit(ctx, { selection: { numbers }, change: { kind: 'alias', pattern: '=cmd {n}' } });
    await db.bulkItem.updateMany({ where: { jobId, position: 1 }, data: { state: 'failed', reason: '=SUM(A1:A9)' } });
    const csv = await csvOf(ctx, jobId);
    expect(csv.trim().split('\r\n')).toHaveLength(4);
    expect(csv).toContain("'=SUM(A1:A9)");
  });

  it('gives fallbacks until the money ends: what was possible is done, the rest is told', async () => {
    await emptyStock();
    const { account, ctx, numbers } = await renterOf(4, 4 * 295 + 600);
    await createStock({ carrier: india.carrierB, area: india.bengaluru, ratePlan: india.ratePlan, count: 4 });
    const asked: QuoteEditInput = { selection: { numbers }, change: { kind: 'enable_ha', reach: 'country' } };
    const quote = await quoteEdit(ctx, asked);
    expect(quote.cost).toMatchObject({
      ...{ dueAtMostMicros: micros(4 * 295), monthlyMicros: micros(4 * 295), missingMicros: micros(4 * 295 - 600) },
      returning: 0,
    });
    const jobId = await edit(ctx, asked);
    const { rows } = await listItems(ctx, { id: jobId, kind: 'tags' });
    expect(rows.map(({ state }) => state)).toEqual(['done', 'done', 'failed', 'failed']);
    expect(rows[0]?.fallback).not.toBeNull();
    expect(rows[2]).toMatchObject({
      reason: expect.stringMatching(/balance is too low/),
      nextStep: expect.any(String),
    });
    await drainQueues();
    expect(await moneyOf(account)).toEqual([micros(10), 0n]);
    expect(await checkBooks()).toEqual([]);
  });

  it('releases what may be released: protected numbers and fallbacks of chosen primaries are skipped with the reason', async () => {
    const { ctx, rentals, numbers } = await renterOf(2);
    const { primary, fallback } = await rentPair(ctx, india);
    await db.rental.update({ where: { id: rentals[0]?.id ?? '' }, data: { isProtected: true } });
    const asked: QuoteEditInput = {
      selection: { numbers: [...numbers, primary.number, fallback.number] },
      change: { kind: 'release' },
    };
    const quote = await quoteEdit(ctx, asked);
    expect(quote).toMatchObject({ total: 4, changed: 2, alsoEnding: 1 });
    const reasons = quote.skipped.map(({ reason }) => reason).sort();
    expect(reasons).toEqual([expect.stringMatching(/goes with it/), expect.stringMatching(/protected from release/)]);
    const start = { ...asked, expected: 2, idempotencyKey: createId('job') };
    await expect(startEdit(ctx, { ...start, typed: 'yes' })).rejects.toThrow('Type "release 2"');
    await edit(ctx, asked);
    const states = await db.rental.findMany({
      where: { number: { in: [...numbers, primary.number, fallback.number] } },
    });
    expect(states.filter(({ status }) => status === 'released')).toHaveLength(3);
    expect(states.find(({ isProtected }) => isProtected)?.status).toBe('active');
    expect(await checkBooks()).toEqual([]);
  });

  it('is the same job under the same key, and refuses numbers that are others by now', async () => {
    const { ctx, numbers } = await renterOf(2);
    const change = { kind: 'tags' as const, add: 'vip', remove: [] };
    const start = { change, selection: { numbers }, expected: 2, idempotencyKey: createId('job') };
    const [one, two] = await Promise.all([startEdit(ctx, start), startEdit(ctx, start)]);
    expect(one).toEqual(two);
    const changed = startEdit(ctx, { ...start, expected: 1, idempotencyKey: createId('job') });
    await expect(changed).rejects.toThrow('changed since the preview');
    await cancelJob(ctx, one);
  });

  it('cancelled in the middle: what is done stays, the rest is left, and nothing is done twice', async () => {
    const { ctx, numbers } = await renterOf(3);
    const change = { kind: 'tags', add: 'late', remove: [] } as const;
    const start = {
      selection: { numbers },
      change: { ...change, remove: [] },
      expected: 3,
      idempotencyKey: createId('job'),
    };
    const { jobId } = await startEdit(ctx, start);
    const job = await claimJob('test-worker', KINDS, new Date());
    if (!job) throw new Error('No job waits');
    const items = await db.bulkItem.findMany({ where: { jobId }, orderBy: { position: 'asc' } });
    const asItem = (at: number) => {
      const { position = 0, number = '', rentalId = null } = items[at] ?? {};
      return { position, number, rentalId, data: { addTags: ['late'], removeTags: [] } };
    };
    await settleItem(ctx, job, asItem(0));
    await settleItem(ctx, job, asItem(0));
    await cancelJob(ctx, { jobId });
    await settleItem(ctx, job, asItem(1));
    expect(await settleItems(job, new AbortController().signal)).toBe('done');
    expect(await findJob(ctx, jobId)).toMatchObject({
      state: 'canceled',
      settled: 3,
      counts: { done: 1, canceled: 2 },
    });
    expect(await db.rental.count({ where: { number: { in: numbers }, tags: { has: 'late' } } })).toBe(1);
    await expect(cancelJob(ctx, { jobId })).rejects.toMatchObject({ code: 'conflict' });

    const itemsAfter = async (days: number) => {
      // A few jobs at a time, those that ended first before the others.
      for (let forgotten = 1; forgotten > 0; ) forgotten = await expireItems(new Date(Date.now() + days * 86_400_000));
      return db.bulkItem.count({ where: { jobId } });
    };
    expect([await itemsAfter(89), await itemsAfter(91)]).toEqual([3, 0]);
    expect(await findJob(ctx, jobId)).toMatchObject({ state: 'canceled', total: 3 });
  });

  it('acts with the rights the person has when it runs', async () => {
    const { account, ctx, numbers } = await renterOf(1);
    const change = { kind: 'tags' as const, add: 'x1', remove: [] };
    const start = () => ({ selection: { numbers }, change, expected: 1, idempotencyKey: createId('job') });
    const demoted = await startEdit(ctx, start());
    await db.membership.updateMany({ where: { accountId: account.id }, data: { role: 'support' } });
    let job = await claimJob('test-worker', KINDS, new Date());
    if (job) await settleItems(job, new AbortController().signal);
    expect((await listItems(ctx, { id: demoted.jobId, kind: 'tags' })).rows[0]?.reason).toMatch(
      /may not change number settings/,
    );
    const left = await startEdit(ctx, start());
    await db.membership.deleteMany({ where: { accountId: account.id } });
    job = await claimJob('test-worker', KINDS, new Date());
    if (job) expect(await settleItems(job, new AbortController().signal)).toBe('failed');
    expect((await findJob(ctx, left.jobId))?.problem).toMatch(/no longer allowed into/);
  });

  it.each<[AccountRole, string[]]>([
    ['owner', []],
    ['admin', []],
    ['developer', []],
    ['finance', ['application', 'alias', 'tags', 'enable_ha', 'release']],
    ['support', ['application', 'alias', 'tags', 'enable_ha', 'release']],
  ])('%s is refused: %j', async (role, refused) => {
    const account = await createAccount();
    const ctx = testContext(account, role);
    const changes = [
      { kind: 'application' as const, applicationId: null },
      { kind: 'alias' as const, pattern: 'x' },
      { kind: 'tags' as const, add: 'x', remove: [] },
      { kind: 'enable_ha' as const, reach: 'country' as const },
      { kind: 'release' as const },
    ];
    for (const change of changes) {
      const asked = quoteEdit(ctx, { selection: { filter: {} }, change });
      if (refused.includes(change.kind)) await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
      else expect((await asked).total).toBe(0);
    }
  });

  it('never reaches into another account', async () => {
    const { ctx, numbers } = await renterOf(1);
    const stranger = testContext(await createAccount());
    const change = { kind: 'release' as const };
    expect((await quoteEdit(stranger, { selection: { numbers }, change })).total).toBe(0);
    const foreign = createId('job');
    const start = { selection: { numbers }, change: { kind: 'tags' as const, add: 'y', remove: [] }, expected: 1 };
    await startEdit(ctx, { ...start, idempotencyKey: foreign });
    await expect(cancelJob(stranger, { jobId: foreign })).rejects.toMatchObject({ code: 'not_found' });
    expect(await findJob(stranger, foreign)).toBeNull();
    expect((await listItems(stranger, { id: foreign, kind: 'tags' })).rows).toEqual([]);
    expect((await listJobs(stranger)).jobs).toEqual([]);
    await cancelJob(ctx, { jobId: foreign });
  });
});

import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBooks, renewRentals } from '@/lib/billing';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { pairOwnedNumbers, returnReleasedNumbers } from '@/lib/provisioning';
import { buyBackNumber } from '@/lib/rentals/buy-back-number';
import { releaseNumber } from '@/lib/rentals/release-number';
import { createAccount, createApplication, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, moneyOf } from '@/lib/testing/rent';
import { drainQueues } from '@/lib/testing/steps';
import { claimJob } from './claim-job';
import { exportRejects } from './export-job';
import { importNumbers } from './import-numbers';
import { findJob } from './queries';
import { listItems } from './queries-items';
import { settleItems } from './settle-items';
import { startImport } from './start-import';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

const upload = (ctx: Context, text: string) =>
  importNumbers(ctx, { fileName: 'own.csv', body: Readable.from([Buffer.from(text)]) });

async function bring(ctx: Context, text: string): Promise<string> {
  const { jobId } = await upload(ctx, text);
  await startImport(ctx, { jobId });
  const job = await claimJob('test-worker', ['import'], new Date());
  if (job) expect(await settleItems(job, new AbortController().signal)).toBe('done');
  return jobId;
}

async function operator() {
  const { account } = await createRenter();
  await db.user.update({ where: { id: account.userId }, data: { isOperator: true } });
  return { account, ctx: testContext(account, 'owner', { isOperator: true }) };
}

const HEAD = 'number,carrier,type,place,region,alias,tags,application';

describe('bringing own numbers in', () => {
  it('the dry run tells each row and changes nothing; the import brings the right ones in, free of charge', async () => {
    const { account, ctx } = await operator();
    await createApplication(account, 'Support line');
    const [taken = ''] = await createStock({
      carrier: india.carrierA,
      area: india.bengaluru,
      ratePlan: india.ratePlan,
    });
    const rows = [
      '+918046660001,Carrier A,local,Bengaluru,Karnataka,Front desk,vip north,support line',
      `+918046660002,${india.carrierB.slug},local,Bengaluru,Karnataka,,,`,
      '+918046660001,Carrier A,local,Bengaluru,Karnataka,,,',
      '+918046660003,Nobody,local,Bengaluru,Karnataka,,,',
      '12,Carrier A,local,Bengaluru,Karnataka,,,',
      `${taken},Carrier A,local,Bengaluru,Karnataka,,,`,
      '+918046660004,Carrier A,local,Bengaluru,Karnataka,,b@d,',
      '+918046660005,Carrier A,local,Bengaluru,Karnataka,,,Unknown app',
      '+918046660006,"Carrier A,local',
    ];
    const before = await db.inventoryNumber.count();
    const { jobId } = await upload(ctx, [HEAD, ...rows].join('\r\n'));
    expect(await findJob(ctx, jobId)).toMatchObject({
      ...{ state: 'draft', kind: 'import', total: 9 },
      counts: { waiting: 2, failed: 7 },
    });
    expect(await db.inventoryNumber.count()).toBe(before);
    const { rows: told } = await listItems(ctx, { id: jobId, kind: 'import' }, { only: 'failed' });
    expect(told.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      expect.stringMatching(/^4 .*on line 2 already/),
      expect.stringMatching(/^5 Carrier "Nobody" is unknown/),
      expect.stringMatching(/^6 Number 12 is not valid/),
      expect.stringMatching(/^7 .*on offer in this installation/),
      expect.stringMatching(/^8 A tag has/),
      expect.stringMatching(/^9 Application "Unknown app"/),
      expect.stringMatching(/^10 .*quote/),
    ]);
    const rejects = await new Response((await exportRejects(ctx, jobId))?.body ?? null).text();
    expect(rejects).toContain('rejected_line,rejected_reason,number,carrier');
    expect(rejects.trim().split('\r\n')).toHaveLength(8);

    const money = await moneyOf(account);
    await startImport(ctx, { jobId });
    await startImport(ctx, { jobId });
    const job = await claimJob('test-worker', ['import'], new Date());
    if (job) await settleItems(job, new AbortController().signal);
    const rentals = await db.rental.findMany({ where: { accountId: account.id }, orderBy: { number: 'asc' } });
    expect(rentals).toEqual([
      expect.objectContaining({
        number: '918046660001',
        alias: 'Front desk',
        tags: ['north', 'vip'],
        status: 'active',
      }),
      expect.objectContaining({ number: '918046660002', origin: 'brought', monthlyMicros: 0n, paidUntil: null }),
    ]);
    expect(rentals.every(({ complianceApplicationId }) => complianceApplicationId !== null)).toBe(true);
    expect(await db.auditEvent.count({ where: { accountId: account.id, action: 'number.bring' } })).toBe(2);
    await renewRentals(new Date('2030-01-01'), async () => true);
    expect(await moneyOf(account)).toEqual(money);
    expect(await checkBooks()).toEqual([]);
  });

  it('they pair like any others; released they are on nobody’s offer and can come again', async () => {
    const { account, ctx } = await operator();
    const text = [
      HEAD,
      '+918046670001,Carrier A,local,Bengaluru,Karnataka,,,',
      '+918046670002,Carrier B,local,Bengaluru,Karnataka,,,',
    ].join('\n');
    await bring(ctx, text);
    const [a, b] = await db.rental.findMany({ where: { accountId: account.id }, orderBy: { number: 'asc' } });
    if (!a || !b) throw new Error('Not brought');
    await pairOwnedNumbers(ctx, { rentalId: a.id, fallbackRentalId: b.id });
    expect(await checkBooks()).toEqual([]);
    await releaseNumber(ctx, { rentalId: a.id, fallbackRentalId: b.id });
    await buyBackNumber(ctx, { rentalId: a.id });
    expect(await checkBooks()).toEqual([]);
    await releaseNumber(ctx, { rentalId: a.id, fallbackRentalId: b.id });
    const later = new Date(Date.now() + 6 * 86_400_000);
    await returnReleasedNumbers(later);
    await drainQueues();
    const stock = await db.inventoryNumber.findMany({ where: { number: { in: [a.number, b.number] } } });
    expect(stock.map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn']);
    const again = await bring(ctx, text);
    expect((await findJob(ctx, again))?.counts).toMatchObject({ done: 2, failed: 0 });
    expect(await checkBooks(later)).toEqual([]);
  });

  it('asks for an accepted compliance application as a purchase does', async () => {
    const account = await createAccount();
    await db.user.update({ where: { id: account.userId }, data: { isOperator: true } });
    const ctx = testContext(account, 'owner', { isOperator: true });
    const { jobId } = await upload(ctx, `${HEAD}\n+918046680001,Carrier A,local,Bengaluru,Karnataka,,,`);
    expect((await listItems(ctx, { id: jobId, kind: 'import' })).rows[0]?.reason).toMatch(
      /compliance_application_id is required/,
    );
    await expect(startImport(ctx, { jobId })).rejects.toThrow('No row of this file');
  });

  it('an application that is suspended after the dry run fails the rows of its country, with the reason', async () => {
    const { account, ctx } = await operator();
    const { jobId } = await upload(ctx, `${HEAD}\n+918046690001,Carrier A,local,Bengaluru,Karnataka,,,`);
    await startImport(ctx, { jobId });
    await db.complianceApplication.updateMany({ where: { accountId: account.id }, data: { status: 'suspended' } });
    const job = await claimJob('test-worker', ['import'], new Date());
    if (job) expect(await settleItems(job, new AbortController().signal)).toBe('done');
    expect(await findJob(ctx, jobId)).toMatchObject({ state: 'done', counts: { failed: 1, canceled: 0 } });
    const rejects = await new Response((await exportRejects(ctx, jobId))?.body ?? null).text();
    expect(rejects).toMatch(/\n2,[^\n]*compliance[^\n]*918046690001/);
  });

  it('another file takes the place of one that was only looked at', async () => {
    const { ctx } = await operator();
    const text = `${HEAD}\n+918046690002,Carrier A,local,Bengaluru,Karnataka,,,`;
    const [one, two] = [await upload(ctx, text), await upload(ctx, text)];
    expect(await findJob(ctx, one.jobId)).toBeNull();
    expect(await findJob(ctx, two.jobId)).toMatchObject({ state: 'draft', total: 1 });
  });

  it('is the operator’s, and refuses what is no such file', async () => {
    const { account, ctx } = await operator();
    await expect(upload(testContext(account), HEAD)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(upload(ctx, '')).rejects.toThrow('The file is empty');
    await expect(upload(ctx, HEAD)).rejects.toThrow('no rows');
    await expect(upload(ctx, 'number,carrier\n1,2')).rejects.toThrow('Column "type" is missing');
    await expect(upload(ctx, `${HEAD},price\n`)).rejects.toThrow('Column "price" is unknown');
    expect(await db.bulkJob.count({ where: { accountId: account.id } })).toBe(0);
  });
});

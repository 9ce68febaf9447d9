import { beforeAll, describe, expect, it } from 'vitest';
import { type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { readAgentTables } from '@/lib/network';
import { ensureTrunks } from '@/lib/network/ensure-trunks';
import { purchaseNumber } from '@/lib/provisioning';
import { createClock } from '@/lib/testing/clock';
import { createAccount, createCompliance, testContext } from '@/lib/testing/factories';
import { completeApplication, createSubmitted, upload } from '@/lib/testing/factories-compliance';
import { createPdf } from '@/lib/testing/factories-documents';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, rentNumber, rentPair } from '@/lib/testing/rent';
import { expireApplications } from './expire-applications';
import { linkNumbers } from './link-numbers';
import { findApplication } from './queries';
import { findReview, listReviews } from './queries-review';
import { acceptSubmitted, rejectSubmitted } from './settle-submitted';
import { submitApplication } from './submit-application';
import { liftSuspension, suspendApplication } from './suspend-application';
import { updateApplication } from './update-application';

let india: IndiaFixture;
let operator: Context;

beforeAll(async () => {
  india = await createIndia();
  const { ctx } = await createRenter();
  await withTransaction(ctx, (tx) => ensureTrunks(ctx, tx));
  const operators = await createAccount({ name: 'The operator' });
  await db.user.update({ where: { id: operators.userId }, data: { isOperator: true } });
  operator = testContext(operators, 'support', { isOperator: true });
});

async function waiting() {
  const account = await createAccount();
  const ctx = testContext(account);
  const applicationId = await createSubmitted(ctx);
  return { account, ctx, applicationId };
}

const noticesOf = async (account: { id: string }) =>
  (await db.alert.findMany({ where: { accountId: account.id, kind: 'compliance' }, orderBy: { id: 'asc' } })).map(
    ({ sentence }) => sentence,
  );

const { alias: _, ...details } = completeApplication;

describe('a review', () => {
  it('lists what waits, the oldest first, and shows fields and documents', async () => {
    const first = await waiting();
    const second = await waiting();
    const { rows, counts } = await listReviews(operator, {});
    const ids = rows.map(({ id }) => id);
    expect(ids.indexOf(first.applicationId)).toBeLessThan(ids.indexOf(second.applicationId));
    expect(counts.submitted).toBe(rows.length);
    expect(await findReview(operator, first.applicationId)).toMatchObject({
      accountName: 'Kaveri Logistics',
      details,
      documents: [{ item: 'registration_certificate' }, { item: 'gst_certificate', mediaType: 'image/png' }],
      effect: { numbers: 0, pairs: 0 },
    });
  });

  it('sends items back with reasons, and takes them again once each was changed', async () => {
    const { account, ctx, applicationId } = await waiting();
    const seen = { applicationId, submission: 1 };
    const reasons = { business_details: 'The name differs from the certificate', gst_certificate: 'It is unreadable.' };
    await rejectSubmitted(operator, { ...seen, reasons });
    expect(await findApplication(ctx, applicationId)).toMatchObject({
      status: 'rejected',
      statusReason: 'Business details: The name differs from the certificate. GST certificate: It is unreadable.',
      itemReasons: { business_details: { isCorrected: false }, gst_certificate: { isCorrected: false } },
    });
    await expect(submitApplication(ctx, { applicationId })).rejects.toThrow(
      'Business details: still as it was rejected (The name differs from the certificate.) Change it before you submit again.',
    );
    // Saving without a change corrects nothing.
    await updateApplication(ctx, { applicationId, ...completeApplication });
    await expect(submitApplication(ctx, { applicationId })).rejects.toThrow('Business details: still');
    await updateApplication(ctx, { applicationId, ...completeApplication, businessName: 'Kaveri Logistics Pvt Ltd' });
    await expect(submitApplication(ctx, { applicationId })).rejects.toThrow('GST certificate: still');
    await upload(ctx, { applicationId, item: 'gst_certificate', bytes: createPdf({ text: 'GST' }) });
    await submitApplication(ctx, { applicationId });
    // Who still looks at the first submission decides nothing.
    const stale = acceptSubmitted(operator, { ...seen, validUntil: '' });
    await expect(stale).rejects.toThrow(
      'The application was submitted again since you opened it; look at it once more.',
    );
    await acceptSubmitted(operator, { applicationId, submission: 2, validUntil: '2031-03-31' });
    expect(await findApplication(ctx, applicationId)).toMatchObject({
      status: 'accepted',
      statusReason: null,
      itemReasons: {},
      validUntil: '2031-03-31',
    });
    expect(await noticesOf(account)).toEqual([
      expect.stringContaining('was rejected. Business details: The name differs'),
      expect.stringContaining('was accepted and is valid until 31 Mar 2031'),
    ]);
    const audit = await db.auditEvent.findMany({
      where: { entityId: applicationId, actorId: { not: account.userId } },
    });
    expect(audit.map(({ action, accountId }) => [action, accountId])).toEqual([
      ['compliance.reject', account.id],
      ['compliance.accept', account.id],
    ]);
  });

  it('is told to the accounts that operators own, once a submission, without a name, and to nobody else', async () => {
    const host = await createAccount();
    const { userId } = await createAccount();
    await db.user.update({ where: { id: userId }, data: { isOperator: true } });
    await db.membership.create({ data: { userId, accountId: host.id, role: 'admin' } });
    const before = await noticesOf({ id: operator.accountId });
    const { account, applicationId } = await waiting();
    const told = (await noticesOf({ id: operator.accountId })).slice(before.length);
    expect(told).toEqual(['A compliance application waits for review.']);
    expect(await noticesOf(account)).toEqual([]);
    expect(await noticesOf(host)).toEqual([]);
    const [alert] = await db.alert.findMany({
      where: { accountId: operator.accountId },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(alert?.link).toBe(`/operations/compliance/${applicationId}`);
  });

  it('is decided once', async () => {
    const { applicationId } = await waiting();
    const seen = { applicationId, submission: 1 };
    const both = await Promise.allSettled([
      acceptSubmitted(operator, { ...seen, validUntil: '' }),
      rejectSubmitted(operator, { ...seen, reasons: { gst_certificate: 'Unreadable' } }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(acceptSubmitted(operator, { ...seen, validUntil: '' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each([
    [{ validUntil: '2020-01-01' }, 'Valid until must be a day to come.'],
    [{ validUntil: '2031-02-30' }, 'Valid until must be a day that exists.'],
    [{ validUntil: 'tomorrow' }, 'Valid until must be a day such as 2027-03-31.'],
  ])('does not accept with %j', async (part, message) => {
    const { applicationId } = await waiting();
    await expect(acceptSubmitted(operator, { applicationId, submission: 1, ...part })).rejects.toThrow(message);
  });

  it.each([
    [{}, 'Say of at least one item why it is rejected.'],
    [{ gst_certificate: ' ' }, 'Say why the item is rejected.'],
  ])('does not reject for %j', async (reasons, message) => {
    const { applicationId } = await waiting();
    await expect(rejectSubmitted(operator, { applicationId, submission: 1, reasons })).rejects.toThrow(message);
  });
});

describe('a suspension', () => {
  const blocks = async (numbers: readonly string[]) => {
    const read = await readAgentTables();
    return numbers.map((number) => read.numbers.find((row) => row.number === number)?.block ?? null);
  };

  it('blocks calls from both numbers of a pair and what could be bought, until it is lifted', async () => {
    const { ctx, account, compliance } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    const applicationId = compliance.id;
    const numbers = [primary.number, fallback.number];
    expect(await blocks(numbers)).toEqual([null, null]);
    expect(await findReview(operator, applicationId)).toMatchObject({ effect: { numbers: 2, pairs: 1 } });
    const suspend = () => suspendApplication(operator, { applicationId, reason: 'Five complaints in ten days' });
    expect(await suspend()).toEqual({ numbers: 2, pairs: 1 });
    expect(await blocks(numbers)).toEqual(['compliance-suspended', 'compliance-suspended']);
    const [number = ''] = await createStock({
      carrier: india.carrierA,
      area: india.bengaluru,
      ratePlan: india.ratePlan,
    });
    const buy = () =>
      purchaseNumber(ctx, { number, complianceApplicationId: applicationId, idempotencyKey: createId('pur') });
    await expect(buy()).rejects.toMatchObject({ code: 'compliance_required' });
    await expect(suspend()).rejects.toMatchObject({ code: 'conflict' });
    expect(await liftSuspension(operator, { applicationId })).toEqual({ status: 'accepted' });
    await expect(liftSuspension(operator, { applicationId })).rejects.toMatchObject({ code: 'conflict' });
    expect(await blocks(numbers)).toEqual([null, null]);
    await buy();
    expect(await noticesOf(account)).toEqual([
      'Compliance application “Head office” was suspended: Five complaints in ten days. Blocks calls from 2 numbers, both numbers of 1 pair among them, at once. Calls in progress go on.',
      'Compliance application “Head office” is no longer suspended: calls from its numbers go out again.',
    ]);
  });
});

describe('linking numbers', () => {
  it('moves a primary with its fallback, a fallback never alone, and says of each what became of it', async () => {
    const { ctx, account } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    const alone = await rentNumber(ctx, india, { carrier: india.carrierA });
    const stranger = await createRenter();
    const theirs = await rentNumber(stranger.ctx, india, { carrier: india.carrierA });
    const { id: applicationId } = await createCompliance(account);
    const rentalIds = [primary.id, fallback.id, alone.id, alone.id, theirs.id, 'num_none'];
    const outcomes = await linkNumbers(ctx, { applicationId, rentalIds });
    expect(outcomes.map(({ isLinked, remark }) => [isLinked, remark])).toEqual([
      [true, 'Linked, with its fallback number.'],
      [false, expect.stringMatching(/^It is the fallback of \+91 .* and goes with it: link that one\.$/)],
      [true, 'Linked.'],
      [false, 'Number not found on your account.'],
      [false, 'Number not found on your account.'],
    ]);
    const under = await db.rental.findMany({ where: { complianceApplicationId: applicationId }, select: { id: true } });
    expect(under.map(({ id }) => id).sort()).toEqual([primary.id, fallback.id, alone.id].sort());
    const audited = () => db.auditEvent.count({ where: { accountId: account.id, action: 'compliance.link' } });
    expect(await audited()).toBe(3);
    await linkNumbers(ctx, { applicationId, rentalIds });
    expect(await audited()).toBe(3);
  });

  it('takes along a fallback whose pair was made while it waited', async () => {
    const { ctx, account } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    const { id: applicationId } = await createCompliance(account);
    const setState = (tx: Pick<typeof db, 'haPair'>, state: 'off' | 'active') =>
      tx.haPair.updateMany({ where: { primaryRentalId: primary.id }, data: { state } });
    await setState(db, 'off');
    const { linking } = await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM rentals WHERE id = ${primary.id} FOR UPDATE`;
      const [{ pid } = { pid: 0 }] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      const linking = linkNumbers(ctx, { applicationId, rentalIds: [primary.id] });
      const blocked = () => db.$queryRaw`SELECT 1 FROM pg_stat_activity WHERE ${pid} = ANY(pg_blocking_pids(pid))`;
      await expect.poll(blocked).toHaveLength(1);
      await setState(tx, 'active');
      // In an object: awaited here, it would wait for the lock for ever.
      return { linking };
    });
    expect(await linking).toMatchObject([{ remark: 'Linked, with its fallback number.' }]);
    const { complianceApplicationId } = await db.rental.findUniqueOrThrow({ where: { id: fallback.id } });
    expect(complianceApplicationId).toBe(applicationId);
  });

  it('is to an accepted application only', async () => {
    const { ctx, account } = await createRenter();
    const { id: applicationId } = await createCompliance(account, { status: 'expired' });
    await expect(linkNumbers(ctx, { applicationId, rentalIds: ['num_1'] })).rejects.toThrow(
      "Compliance application must be in 'accepted' status. Current status: 'expired'.",
    );
  });
});

describe('the end of an application', () => {
  it('is told 30, 7 and 1 days before, once each, and blocks calls when it comes', async () => {
    const clock = createClock('2026-11-22T06:30:00Z');
    const { ctx, account, compliance } = await createRenter();
    await rentNumber(ctx, india, { carrier: india.carrierA });
    const validUntil = new Date('2026-12-31');
    await db.complianceApplication.update({ where: { id: compliance.id }, data: { validUntil } });
    const told: Record<string, number> = {};
    for (let day = 0; day < 45; day += 1) {
      for (let look = 0; look < 2; look += 1) {
        const before = (await noticesOf(account)).length;
        await expireApplications(clock.now());
        const count = (await noticesOf(account)).length - before;
        if (count > 0) told[clock.now().toISOString().slice(0, 10)] = count;
        clock.advance(12 * 3_600_000);
      }
    }
    // The second look of a day is after midnight in India.
    expect(told).toEqual({ '2026-11-30': 1, '2026-12-23': 1, '2026-12-29': 1, '2026-12-31': 1 });
    const [month, , day, end] = await noticesOf(account);
    expect(month).toBe(
      'Compliance application “Head office” ends in 30 days, on 31 Dec 2026. Then calls from its number are blocked. Submit a new one in time and link the numbers to it.',
    );
    expect(day).toContain('ends tomorrow');
    expect(end).toContain('has expired: its last day was 31 Dec 2026. Calls from its number are blocked.');
    expect(await findApplication(ctx, compliance.id)).toMatchObject({ status: 'expired' });
  });

  it('may come during a suspension, and is then what a lift finds', async () => {
    const clock = createClock('2026-11-22T06:30:00Z');
    const { ctx, compliance } = await createRenter();
    const reviewer = { ...operator, now: clock.now };
    const data = { validUntil: new Date('2026-11-22') };
    await db.complianceApplication.update({ where: { id: compliance.id }, data });
    await suspendApplication(reviewer, { applicationId: compliance.id, reason: 'Complaints' });
    clock.advance(86_400_000);
    expect(await liftSuspension(reviewer, { applicationId: compliance.id })).toEqual({ status: 'expired' });
    expect(await findApplication(ctx, compliance.id)).toMatchObject({ status: 'expired', statusReason: null });
  });
});

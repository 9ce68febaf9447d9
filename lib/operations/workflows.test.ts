import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkBooks } from '@/lib/billing';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { purchaseNumber } from '@/lib/provisioning';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, moneyOf } from '@/lib/testing/rent';
import type { StopJob } from '@/lib/worker/types';
import { workflowsJob } from '@/lib/worker/workflows';
import { cancelWorkflow } from './cancel-workflow';
import { listWorkflows } from './queries-workflows';
import { retryWorkflow } from './retry-workflow';

let india: IndiaFixture;
let operator: Context;
let stop: StopJob;
/** Rentals whose order fails for a reason nobody foresaw, as long as they are in here. */
let isDiskFull = true;
const placed: string[] = [];

beforeAll(async () => {
  india = await createIndia();
  operator = testContext(await createAccount(), 'support', { isOperator: true });
  stop = await workflowsJob((steps) => ({
    ...steps,
    run: (name, work, options) =>
      steps.run(
        name,
        () => {
          if (name === 'activate rental' && isDiskFull) throw new Error('No space left on device');
          placed.push(name);
          return work();
        },
        options,
      ),
  })).start();
});
afterAll(() => stop());

async function failedOf(rentalId: string) {
  const { rows } = await listWorkflows(operator, 'failed');
  return rows.find(({ id }) => id === `provisionRental:${rentalId}`);
}

async function buy() {
  const renter = await createRenter();
  const [number = ''] = await createStock({ carrier: india.carrierA, area: india.bengaluru, ratePlan: india.ratePlan });
  const { rentalId } = await purchaseNumber(renter.ctx, { number, idempotencyKey: createId('pur') });
  await expect.poll(() => failedOf(rentalId), { timeout: 30_000 }).toBeTruthy();
  return { ...renter, number, rentalId, workflowId: `provisionRental:${rentalId}` };
}

const statusOf = async (rentalId: string) =>
  (await db.rental.findUniqueOrThrow({ where: { id: rentalId }, select: { status: true } })).status;

it('a workflow that failed says why, and goes on at the failed step when it is tried again', async () => {
  const { rentalId, workflowId, account } = await buy();
  expect(await failedOf(rentalId)).toMatchObject({
    kind: 'provisionRental',
    why: 'No space left on device',
    step: 'activate rental',
    carrierName: 'Carrier A',
    accountName: account.name,
    mayRetry: true,
    mayCancel: true,
  });
  isDiskFull = false;
  placed.length = 0;
  await retryWorkflow(operator, { workflowId, reason: 'Made room' });
  await expect.poll(() => statusOf(rentalId), { timeout: 30_000 }).toBe('active');
  expect(placed).toEqual(['activate rental']);
  await expect.poll(() => failedOf(rentalId)).toBeUndefined();
  const audit = await db.auditEvent.findMany({ where: { accountId: account.id, action: 'workflow.retry' } });
  expect(audit).toMatchObject([{ entityId: workflowId, after: { status: 'ENQUEUED', reason: 'Made room' } }]);
  await expect
    .poll(() => retryWorkflow(operator, { workflowId, reason: 'Once more' }).catch(({ message }) => message))
    .toBe('It has ended well meanwhile.');
  isDiskFull = true;
});

it('a cancelled one frees the money and gives the number back', async () => {
  const { rentalId, workflowId, account, number } = await buy();
  expect((await moneyOf(account))[1]).toBeGreaterThan(0n);
  await cancelWorkflow(operator, { workflowId, reason: 'The customer changed their mind' });
  expect(await statusOf(rentalId)).toBe('failed');
  expect((await moneyOf(account))[1]).toBe(0n);
  const stock = () => db.inventoryNumber.findUniqueOrThrow({ where: { number }, select: { status: true } });
  await expect.poll(stock, { timeout: 30_000 }).toEqual({ status: 'available' });
  expect(await failedOf(rentalId)).toBeUndefined();
  await cancelWorkflow(operator, { workflowId, reason: 'Once more' });
  expect(await checkBooks()).toEqual([]);
});

it('refuses whoever is no operator, and ids of nothing', async () => {
  const owner = testContext(await createAccount());
  const input = { workflowId: `provisionRental:${createId('num')}`, reason: 'because' };
  for (const verb of [retryWorkflow, cancelWorkflow]) {
    await expect(verb(owner, input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(verb(operator, input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(verb(operator, { ...input, workflowId: "x' OR 1=1" })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  }
  await expect(listWorkflows(owner, 'failed')).rejects.toMatchObject({ code: 'forbidden' });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { checkBooks } from '@/lib/billing';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { purchaseNumber } from '@/lib/provisioning';
import { createAccount, createCompliance, micros, testContext } from './factories';
import { createStock, type IndiaFixture } from './factories-stock';
import { programOf } from './program';

/** A moment at which a worker dies: at which step, at its which run, before or after its result is stored. */
export interface Moment {
  step: string;
  run: 1 | 2;
  when: 'before' | 'after';
}

const BOTH = ['before', 'after'] as const;
const SHARED = ['place order', 'ask activation 1', 'activate rental'];
const PAIR_ONLY = ['read pair', 'read primary', 'mark ordered', 'pair active'];

/** Every step of buying a pair; the primary's and the fallback's orders are the same steps, run twice. */
export const EVERY_MOMENT: Moment[] = [
  ...SHARED.flatMap((step) =>
    BOTH.flatMap((when) => [1, 2].map((run) => ({ step, when, run: run === 1 ? 1 : 2 }) as const)),
  ),
  ...PAIR_ONLY.flatMap((step) => BOTH.map((when) => ({ step, when, run: 1 }) as const)),
];

const workers: ChildProcess[] = [];

export async function startWorker(moment?: Moment): Promise<ChildProcess> {
  const args = moment ? [moment.step, String(moment.run), moment.when] : [];
  const program = await programOf('lib/testing/crashing-worker.ts');
  const child = spawn(process.execPath, [...program, ...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  workers.push(child);
  return child;
}

/** Ends whatever workers a test left. */
export async function killWorkers(): Promise<void> {
  for (const child of workers.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

/** Polls a condition of the database, which is what the test waits for, until it holds. */
export async function until(what: string, holds: () => Promise<boolean>, forMs = 60_000): Promise<void> {
  const deadline = Date.now() + forMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${forMs / 1000} s in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Buys a number with its fallback; the workflows are enqueued and wait for a worker. */
export async function buyPair(india: IndiaFixture) {
  const account = await createAccount();
  await createCompliance(account);
  const stock = { area: india.bengaluru, ratePlan: india.ratePlan };
  const [number = ''] = await createStock({ ...stock, carrier: india.carrierA });
  await createStock({ ...stock, carrier: india.carrierB });
  const bought = await purchaseNumber(testContext(account), {
    number,
    highAvailability: true,
    idempotencyKey: createId('pur'),
  });
  return { account, ...bought };
}

export type BoughtPair = Awaited<ReturnType<typeof buyPair>>;

export async function isPairActive({ pairId }: BoughtPair): Promise<boolean> {
  const pair = await db.haPair.findUniqueOrThrow({ where: { id: pairId ?? '' }, select: { state: true } });
  return pair.state === 'active';
}

/** One order, one rental and one charge for each of the two numbers, and books that agree. */
export async function expectOneOfEach(bought: BoughtPair): Promise<void> {
  const rentalIds = [bought.rentalId, bought.fallbackRentalId ?? ''];
  const ofBoth = { in: rentalIds };
  expect(await db.sandboxOrder.count({ where: { idempotencyKey: ofBoth, state: 'active' } })).toBe(2);
  expect(await db.carrierOrder.count({ where: { rentalId: ofBoth, state: 'active' } })).toBe(2);
  expect(await db.rental.count({ where: { accountId: bought.account.id, status: 'active' } })).toBe(2);
  // Rent and tax, once for each number.
  expect(await db.ledgerEntry.count({ where: { rentalId: ofBoth } })).toBe(4);
  const account = await db.account.findUniqueOrThrow({ where: { id: bought.account.id } });
  expect([account.balanceMicros, account.heldMicros]).toEqual([micros(25_000 - 590), 0n]);
  expect(await checkBooks()).toEqual([]);
}

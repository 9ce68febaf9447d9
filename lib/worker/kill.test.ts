import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { purchaseNumber } from '@/lib/provisioning';
import { createAccount, createCompliance, micros, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';

const children: ChildProcess[] = [];
let india: IndiaFixture;
let keys = 0;

beforeAll(async () => {
  india = await createIndia();
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function startWorker(...args: string[]): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'lib/testing/crashing-worker.ts', ...args],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  children.push(child);
  return child;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited 15 s in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function buyPair() {
  const account = await createAccount();
  await createCompliance(account);
  const [number = ''] = await createStock({ carrier: india.carrierA, area: india.bengaluru, ratePlan: india.ratePlan });
  await createStock({ carrier: india.carrierB, area: india.bengaluru, ratePlan: india.ratePlan });
  const bought = await purchaseNumber(testContext(account), {
    number,
    highAvailability: true,
    idempotencyKey: `kill-${++keys}-key`,
  });
  return { account, ...bought };
}

async function pairState(pairId: string | null) {
  return (await db.haPair.findUniqueOrThrow({ where: { id: pairId ?? '' } })).state;
}

async function expectOneOfEach(bought: Awaited<ReturnType<typeof buyPair>>) {
  const rentalIds = [bought.rentalId, bought.fallbackRentalId ?? ''];
  expect(await db.sandboxOrder.count({ where: { idempotencyKey: { in: rentalIds }, state: 'active' } })).toBe(2);
  expect(await db.carrierOrder.count({ where: { rentalId: { in: rentalIds }, state: 'active' } })).toBe(2);
  expect(await db.rental.count({ where: { accountId: bought.account.id, status: 'active' } })).toBe(2);
  const charges = await db.ledgerEntry.findMany({ where: { rentalId: { in: rentalIds } } });
  expect(charges).toHaveLength(4);
  const account = await db.account.findUniqueOrThrow({ where: { id: bought.account.id } });
  expect([account.balanceMicros, account.heldMicros]).toEqual([micros(25_000 - 590), 0n]);
}

// Every other moment is in the soak (npm run soak); these four cover each kind of step.
const MOMENTS = [
  ['mark ordered', 'after'],
  ['place order', 'before'],
  ['activate rental', 'before'],
  ['pair active', 'after'],
] as const;

describe('a worker killed by SIGKILL', () => {
  it.each(MOMENTS)(
    'at the step "%s", %s its result is stored: the pair ends active with one order, one rental, one charge each',
    async (step, when) => {
      const bought = await buyPair();
      const doomed = startWorker(step, when);
      const [, signal] = await once(doomed, 'exit');
      expect(signal).toBe('SIGKILL');
      startWorker();
      await until('the pair to be active', async () => (await pairState(bought.pairId)) === 'active');
      await expectOneOfEach(bought);
    },
    40_000,
  );
});

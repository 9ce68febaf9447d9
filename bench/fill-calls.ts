/** Fills an empty database with one account of many numbers, half of them in pairs, and so many calls of it. */
import { generateCalls } from '@/lib/calls/generate-calls';
import { db } from '@/lib/db';
import { createAccount } from '@/lib/testing/factories';
import { createTrunk } from '@/lib/testing/factories-calls';
import { createIndia } from '@/lib/testing/factories-stock';
import { fillLargeAccount } from '@/lib/testing/large-account';

const NUMBERS = 500;

export default async function fill([count]: string[]): Promise<void> {
  const india = await createIndia();
  const account = await createAccount();
  await fillLargeAccount(account, india, NUMBERS);
  for (const carrier of [india.carrierA, india.carrierB]) await createTrunk(carrier);
  const startedAt = performance.now();
  const added = await generateCalls({
    accountId: account.id,
    count: Number(count),
    onProgress: ({ phase, done, total }) => {
      if (done === 0 || done === total || done % 2_000_000 === 0)
        console.error(`${phase} ${Math.floor((100 * done) / total)} %`);
    },
  });
  console.error(`${added} calls in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  await db.$disconnect();
}

import { startEdit } from '@/lib/bulk/start-edit';
import { asAccountId, systemContext } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';

const LOOK_EVERY_MS = 100;
const LOOKS = 600;

interface TagWish {
  accountId: string;
  country: 'IN' | 'US' | 'GB' | 'CA' | 'AU' | 'SG' | 'AE';
  add: string;
}

/** Tags an account's numbers of a country by a bulk job and waits until the worker has done it. */
export async function changeTags({ accountId, country, add }: TagWish): Promise<{ jobId: string }> {
  const ctx = systemContext(asAccountId(accountId), 'stage');
  const selection = { filter: { country } };
  const rentals = await db.rental.findMany({
    where: { accountId, countryIso: country, status: { in: ['active', 'past_due'] } },
    select: { tags: true },
  });
  const expected = rentals.filter(({ tags }) => !tags.includes(add)).length;
  const before = await db.bulkJob.findFirst({ where: { accountId, kind: 'tags' }, select: { id: true } });
  if (expected === 0 && before) return { jobId: before.id };
  const change = { kind: 'tags' as const, add, remove: [] };
  const { jobId } = await startEdit(ctx, { selection, change, expected, idempotencyKey: createId('job') });
  for (let look = 0; look < LOOKS; look += 1) {
    if ((await db.bulkJob.count({ where: { id: jobId, state: 'done' } })) > 0) return { jobId };
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error('The worker did not do the job');
}

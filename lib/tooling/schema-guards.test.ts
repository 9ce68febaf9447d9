import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { createAccount } from '@/lib/testing/factories';
import { createIndia, createStock } from '@/lib/testing/factories-stock';

test('the ledger refuses update, delete and truncate, and says why', async () => {
  const { id } = await createAccount();
  const sentence = /ledger_entries is append-only: (UPDATE|DELETE|TRUNCATE) is refused/;
  await expect(db.ledgerEntry.updateMany({ where: { accountId: id }, data: { amountMicros: 1n } })).rejects.toThrow(
    sentence,
  );
  await expect(db.ledgerEntry.deleteMany({ where: { accountId: id } })).rejects.toThrow(sentence);
  await expect(db.$executeRaw`TRUNCATE ledger_entries`).rejects.toThrow(sentence);
  expect(await db.ledgerEntry.count({ where: { accountId: id } })).toBe(1);
});

test('audit rows cannot be changed', async () => {
  await db.auditEvent.create({
    data: {
      actorType: 'system',
      actorId: 'test',
      action: 'test.write',
      entityType: 'test',
      entityId: '1',
      requestId: 'req_1',
    },
  });
  await expect(db.auditEvent.deleteMany()).rejects.toThrow(/append-only/);
});

async function createRental(number: string, accountId: string, carrierId: number, areaId: number) {
  return db.rental.create({
    data: {
      id: createId('num'),
      accountId,
      number,
      countryIso: 'IN',
      type: 'local',
      areaId,
      carrierId,
      currency: 'INR',
      setupMicros: 0n,
      monthlyMicros: 250_000_000n,
    },
  });
}

test('a number has one live rental, a rental one live pair a side', async () => {
  const { carrierA, carrierB, bengaluru, ratePlan } = await createIndia();
  const account = await createAccount();
  const [first = '', second = '', third = ''] = await createStock({
    carrier: carrierA,
    area: bengaluru,
    ratePlan,
    count: 3,
  });
  const rent = (number: string) => createRental(number, account.id, carrierB.id, bengaluru.id);
  const primary = await rent(first);
  await expect(rent(first)).rejects.toThrow(/Unique constraint/);
  await db.rental.update({ where: { id: primary.id }, data: { status: 'released' } });
  const again = await rent(first);
  const [fallback, other] = [await rent(second), await rent(third)];
  const pair = (primaryRentalId: string, fallbackRentalId: string) =>
    db.haPair.create({
      data: {
        id: createId('par'),
        accountId: account.id,
        primaryRentalId,
        fallbackRentalId,
        state: 'active',
        consentUntil: new Date(),
      },
    });
  const live = await pair(again.id, fallback.id);
  await expect(pair(again.id, other.id)).rejects.toThrow(/Unique constraint/);
  await expect(pair(other.id, fallback.id)).rejects.toThrow(/Unique constraint/);
  await db.haPair.update({ where: { id: live.id }, data: { state: 'off' } });
  await pair(again.id, other.id);
});

test('held money never goes below nothing, and workflows can be enqueued by SQL', async () => {
  const { id } = await createAccount();
  await expect(db.account.update({ where: { id }, data: { heldMicros: -1n } })).rejects.toThrow();
  const found = await db.$queryRaw<{ name: string | null }[]>`SELECT to_regproc('dbos.enqueue_workflow')::text AS name`;
  expect(found[0]?.name).toBe('dbos.enqueue_workflow');
});

import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { expect, it } from 'vitest';
import { db } from '@/lib/db';
import { env, knownSecrets } from '@/lib/env';
import { purchaseNumber } from '@/lib/provisioning';
import { createAccount, createUser, testContext } from '@/lib/testing/factories';
import { createIndia, createStock } from '@/lib/testing/factories-stock';
import { createRenter } from '@/lib/testing/rent';
import { composeBundle } from './compose-bundle';
import { BUNDLE_PARTS } from './format';

it('a support bundle holds what it says, and nothing of secrets and persons that was planted', async () => {
  const india = await createIndia();
  const { ctx, account } = await createRenter();
  const user = await createUser({ name: 'Padmavathi Nair', email: 'padma@planted.example' });
  await db.account.update({ where: { id: account.id }, data: { name: 'Planted Traders' } });
  const [number = ''] = await createStock({ carrier: india.carrierA, area: india.bengaluru, ratePlan: india.ratePlan });
  const { rentalId } = await purchaseNumber(ctx, { number, idempotencyKey: 'planted-purchase' });
  const { AUTH_SECRET, DATABASE_URL } = env();
  const planted = `no luck for ${number} of ${user.email} at 198.51.100.7: ${AUTH_SECRET} ${DATABASE_URL}`;
  await db.$executeRaw`
    UPDATE dbos.workflow_status SET status = 'ERROR', error = ${JSON.stringify({ message: planted })}
     WHERE workflow_uuid = ${`provisionRental:${rentalId}`}`;
  await db.sandboxSettings.update({ where: { carrierId: india.carrierB.id }, data: { refusalReason: planted } });

  const operator = testContext(await createAccount(), 'support', { isOperator: true });
  const { fileName, bytes } = await composeBundle(operator);
  expect(fileName).toMatch(/^twinline-support-\d{4}-\d{2}-\d{2}\.json\.gz$/);
  const text = (await promisify(gunzip)(bytes)).toString('utf8');
  const bundle: unknown = JSON.parse(text);
  expect(Object.keys(bundle ?? {}).sort()).toEqual(Object.keys(BUNDLE_PARTS).sort());

  expect(text).toContain('no luck for 91804… of [e-mail] at [address]: [secret]');
  expect(text).toContain('DATABASE_URL');
  const hidden = [number, user.email, user.name, 'Planted Traders', AUTH_SECRET, '198.51.100.7', account.id];
  const secrets = knownSecrets().filter((secret) => secret.length >= 6);
  for (const secret of [...hidden, ...secrets]) expect(text, secret).not.toContain(secret);
  expect(secrets.length).toBeGreaterThan(0);
  expect(await db.auditEvent.count({ where: { action: 'installation.bundle' } })).toBe(1);

  await expect(composeBundle(ctx)).rejects.toMatchObject({ code: 'forbidden' });
});

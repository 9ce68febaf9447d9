import { describe, expect, it, vi } from 'vitest';
import { setUp } from '@/lib/accounts/set-up';
import { addFunds } from '@/lib/billing/add-funds';
import { asAccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { purchaseNumber } from '@/lib/provisioning';
import { testContext } from '@/lib/testing/factories';
import { createIndia, createStock } from '@/lib/testing/factories-stock';
import { acceptApplication } from './accept-application';
import run from './command';

const email = 'owner@example.test';
const business = { countryIso: 'in', businessName: ' Kaveri Logistics Private Limited ' };

async function setUpOwner() {
  const known = await db.user.findUnique({ where: { email }, select: { id: true, memberships: true } });
  if (known) return { userId: known.id, accountId: known.memberships[0]?.accountId ?? '' };
  const account = { accountName: 'Kaveri', currency: 'INR', timeZone: 'Asia/Kolkata' } as const;
  return setUp({ name: 'Asha Rao', email, password: 'correct horse battery', ...account });
}

describe('an application the operator accepts', () => {
  it('lets an account without the demo rent an India number, with no voice application', async () => {
    const owner = await setUpOwner();
    const ctx = testContext({ id: asAccountId(owner.accountId), userId: owner.userId }, 'owner', { isOperator: true });
    const { carrierA: carrier, bengaluru: area, ratePlan } = await createIndia();
    const [number = ''] = await createStock({ carrier, area, ratePlan });
    await addFunds(ctx, { amount: '5000', idempotencyKey: createId('pur') });
    const buy = () => purchaseNumber(ctx, { number, applicationId: null, idempotencyKey: createId('pur') });
    await expect(buy()).rejects.toMatchObject({ code: 'compliance_required' });
    const { id } = await acceptApplication({ email: email.toUpperCase(), ...business });
    const { rentalId } = await buy();
    expect(await db.rental.findUnique({ where: { id: rentalId } })).toMatchObject({
      applicationId: null,
      complianceApplicationId: id,
    });
    const audit = await db.auditEvent.findMany({ where: { entityId: id } });
    expect(audit).toMatchObject([
      {
        accountId: owner.accountId,
        actorId: 'compliance accept',
        action: 'compliance.accept',
        after: { businessName: 'Kaveri Logistics Private Limited', countryIso: 'IN', status: 'accepted' },
      },
    ]);
  });

  it('is one however often it is accepted', async () => {
    const owner = await setUpOwner();
    const accept = () => acceptApplication({ email, ...business });
    const ids = await Promise.all([accept(), accept(), accept()]);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
    expect(await db.complianceApplication.count({ where: { accountId: owner.accountId } })).toBe(1);
  });

  it.each([
    [{ email: 'nobody@example.test' }, 'There is no user with the e-mail address nobody@example.test.'],
    [{ email: 'nonsense' }, 'Enter an e-mail address like name@example.com.'],
    [{ countryIso: 'US' }, 'Country must be one that asks for an application: IN.'],
    [{ countryIso: undefined }, 'Give a country of two letters.'],
    [{ businessName: 'x'.repeat(101) }, 'Use at most 100 characters for a business name.'],
  ])('is refused for %j', async (part, message) => {
    await setUpOwner();
    await expect(acceptApplication({ email, ...business, ...part })).rejects.toThrow(message);
  });

  it('comes from a command that explains itself', async () => {
    await setUpOwner();
    const said: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((text) => void said.push(text));
    vi.spyOn(console, 'error').mockImplementation((text) => void said.push(text));
    expect(await run(['accept', '--email', email, '--country', 'IN', '--name', 'Kaveri Two'])).toBe(0);
    expect(said.at(-1)).toBe('Kaveri may rent IN numbers as Kaveri Two.');
    expect(await run(['accept', '--email', email])).toBe(1);
    expect(await run(['accept', '--colour'])).toBe(1);
    expect(said.at(-1)).toContain("Unknown option '--colour'");
    expect(await run([])).toBe(1);
    expect(said.at(-1)).toContain('npm run compliance -- accept');
  });
});

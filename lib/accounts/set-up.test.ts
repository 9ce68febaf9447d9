import { afterEach, describe, expect, it } from 'vitest';
import { defaultTimeZone } from '@/lib/accounts';
import { setUp } from '@/lib/accounts/set-up';
import { timeZones } from '@/lib/datetime/time-zones';
import { db } from '@/lib/db';

const GOOD = {
  name: 'Asha Rao',
  email: 'asha@example.test',
  password: 'correct horse battery',
  accountName: 'Kaveri Logistics',
  currency: 'INR',
  timeZone: 'Asia/Kolkata',
} as const;

afterEach(async () => {
  await db.membership.deleteMany();
  await db.user.deleteMany();
});

describe('setUp', () => {
  it('makes one owner when 16 submit at once, and is closed afterwards', async () => {
    const tries = Array.from({ length: 16 }, (_, i) => setUp({ ...GOOD, email: `first${i}@example.test` }));
    const outcomes = await Promise.allSettled(tries);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(15);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ code: 'conflict', message: 'Twinline is already set up. Sign in instead.' });
    }
    expect(await db.user.findMany()).toMatchObject([{ isOperator: true }]);
    expect(await db.account.count()).toBe(1);
    expect(await db.membership.findMany()).toMatchObject([{ role: 'owner' }]);
    await expect(setUp(GOOD)).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each([
    ['name', { name: '' }, 'Enter your name.'],
    ['name', { name: 'n'.repeat(10_240) }, 'Use at most 100 characters for your name.'],
    ['name', { name: 'Asha\u0000Rao' }, 'Leave line breaks and control characters out of your name.'],
    ['email', { email: 'asha at example' }, 'Enter an e-mail address like name@example.com.'],
    ['email', { email: `${'a'.repeat(10_240)}@example.test` }, 'Use at most 254 characters for the e-mail address.'],
    ['password', { password: 'elevenchars' }, 'Use at least 12 characters for the password.'],
    ['password', { password: 'p'.repeat(10_240) }, 'Use at most 200 characters for the password.'],
    ['accountName', { accountName: ' ' }, 'Enter an account name.'],
    ['currency', { currency: 'EUR' }, 'Choose INR or USD as the currency.'],
    ['timeZone', { timeZone: 'Mars/Olympus' }, 'Choose a time zone from the list.'],
    ['timeZone', { timeZone: '+05:30' }, 'Choose a time zone from the list.'],
    ['timeZone', { timeZone: "UTC'; DROP TABLE users; --" }, 'Choose a time zone from the list.'],
  ])('refuses a bad %s %# with one sentence and makes nothing', async (field, change, message) => {
    // What a form sends need not have the form's type.
    const input = { ...GOOD, ...change } as typeof GOOD;
    await expect(setUp(input)).rejects.toMatchObject({ code: 'invalid_input', field, message });
    expect(await db.user.count()).toBe(0);
  });
});

describe('time zones', () => {
  it('go by the names of today, and PostgreSQL knows every one', async () => {
    const zones = timeZones();
    expect(zones).toContain('Asia/Kolkata');
    expect(zones).toContain('UTC');
    expect(zones).not.toContain('Asia/Calcutta');
    const rows = await db.$queryRaw<{ name: string }[]>`SELECT name FROM pg_timezone_names`;
    const known = new Set(rows.map(({ name }) => name));
    expect(zones.filter((zone) => !known.has(zone))).toEqual([]);
    for (const zone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  });

  it('default to India for rupees', () => {
    expect(defaultTimeZone('INR')).toBe('Asia/Kolkata');
    expect(defaultTimeZone('USD')).toBe('UTC');
  });
});

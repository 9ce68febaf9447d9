import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { micros } from '@/lib/testing/factories';
import { drainQueues } from '@/lib/testing/steps';
import seed from './seed';

beforeAll(async () => {
  await seed();
  await drainQueues();
}, 60_000);

describe('the demo', () => {
  it('has about 50,000 numbers of seven countries from nine carriers, two of them sharing an upstream', async () => {
    expect(await db.inventoryNumber.count()).toBeGreaterThan(45_000);
    const carriers = await db.carrier.findMany();
    expect(carriers).toHaveLength(9);
    const upstreams = carriers.flatMap((carrier) =>
      carrier.failureDomains.filter((domain) => domain.startsWith('upstream:')),
    );
    expect(new Set(upstreams).size).toBe(8);
    const countries = await db.inventoryNumber.groupBy({ by: ['countryIso'] });
    expect(countries.map((row) => row.countryIso).sort()).toEqual(['AE', 'AU', 'CA', 'GB', 'IN', 'SG', 'US']);
  });

  it('has twelve active rentals, two active pairs, one that waits, and ₹25,000', async () => {
    expect(await db.rental.count({ where: { status: 'active' } })).toBe(12);
    const pairs = await db.haPair.findMany({ select: { state: true } });
    expect(pairs.map((pair) => pair.state).sort()).toEqual(['active', 'active', 'waiting_for_stock']);
    const account = await db.account.findFirstOrThrow();
    expect([account.balanceMicros, account.heldMicros]).toEqual([micros(25_000), 0n]);
    expect(await db.application.count()).toBe(2);
  });

  it('writes its sign-in for the owner of the data folder alone', async () => {
    const file = path.resolve(env().TWINLINE_DATA_DIR, 'demo-credentials.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const credentials = JSON.parse(await readFile(file, 'utf8'));
    expect(Object.keys(credentials).sort()).toEqual(['authId', 'authToken', 'email', 'password']);
    expect(credentials.authId).toMatch(/^MA[A-Z0-9]{18}$/);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { type CountryIso, isNumberOf, type PhoneNumberType } from '@/lib/phone';
import { generateStock } from './generate-stock';

const COUNT = 20_000;
let inserted = 0;
const phases: string[] = [];

beforeAll(async () => {
  inserted = await generateStock({ count: COUNT, seed: 7, onProgress: ({ phase }) => phases.push(phase) });
});

async function fingerprint() {
  const [row] = await db.$queryRaw<{ digest: string }[]>`
    SELECT md5(string_agg(number || ' ' || carrier_id || ' ' || area_id, ',' ORDER BY number)) AS digest FROM inventory_numbers`;
  return row?.digest;
}

describe('generateStock', () => {
  it('makes exactly the numbers it was asked for, and says how far it is', async () => {
    expect(inserted).toBe(COUNT);
    expect(await db.inventoryNumber.count({ where: { status: 'available', voice: true, series: 'standard' } })).toBe(
      COUNT,
    );
    expect(phases).toContain('inserting numbers');
    expect(phases).toContain('building inventory_numbers_digit_groups_idx');
  });

  it('makes only numbers that libphonenumber calls valid, of the country and type they are filed under', async () => {
    const rows = await db.inventoryNumber.findMany({ select: { number: true, countryIso: true, type: true } });
    const wrong = rows.filter(
      ({ number, countryIso, type }) => !isNumberOf(number, countryIso as CountryIso, type as PhoneNumberType),
    );
    expect(wrong).toEqual([]);
  });

  it('covers every country and type with the standard rate on each number', async () => {
    const kinds = await db.inventoryNumber.groupBy({
      by: ['countryIso', 'type', 'ratePlanId'],
      orderBy: [{ countryIso: 'asc' }, { type: 'asc' }],
    });
    const rates = await db.standardRate.findMany({ orderBy: [{ countryIso: 'asc' }, { type: 'asc' }] });
    expect(kinds).toEqual(rates.map(({ countryIso, type, ratePlanId }) => ({ countryIso, type, ratePlanId })));
    expect(kinds.map(({ countryIso, type }) => `${countryIso} ${type}`)).toEqual([
      'AE local',
      'AU local',
      'AU mobile',
      'AU tollfree',
      'CA local',
      'CA tollfree',
      'GB local',
      'GB mobile',
      'IN local',
      'SG local',
      'US local',
      'US tollfree',
    ]);
  });

  it('charges ₹250 or USD 2.50 a month for India local numbers, and no set-up fee', async () => {
    const rate = await db.standardRate.findUniqueOrThrow({
      where: { countryIso_type: { countryIso: 'IN', type: 'local' } },
      select: { ratePlan: { omit: { id: true } } },
    });
    expect(rate.ratePlan).toEqual({
      setupInrMicros: 0n,
      setupUsdMicros: 0n,
      monthlyInrMicros: 250_000_000n,
      monthlyUsdMicros: 2_500_000n,
    });
  });

  it('spreads India over the real STD areas, each with its state, and cities denser than towns', async () => {
    const areas = await db.$queryRaw<{ code: string; place: string; region: string; numbers: number }[]>`
      SELECT a.code, a.place, a.region, count(*)::int AS numbers FROM inventory_numbers n JOIN areas a ON a.id = n.area_id
       WHERE a.country_iso = 'IN' GROUP BY a.id`;
    const of = (code: string) => areas.find((area) => area.code === code);
    expect(areas.length).toBeGreaterThan(2_500);
    expect(areas.every(({ code, region }) => /^\d{2,4}$/.test(code) && region !== '')).toBe(true);
    expect(of('80')).toMatchObject({ place: 'Bangalore', region: 'Karnataka' });
    expect(of('22')).toMatchObject({ place: 'Mumbai', region: 'Maharashtra' });
    expect(of('6155')).toMatchObject({ place: 'Ekma', region: 'Bihar' });
    expect(of('80')?.numbers).toBeGreaterThan(50 * (of('6155')?.numbers ?? 0));
  });

  it('files each Indian number under the area its digits begin with', async () => {
    const [strays] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM inventory_numbers n JOIN areas a ON a.id = n.area_id
       WHERE a.country_iso = 'IN' AND NOT starts_with(n.number, '91' || a.code)`;
    expect(strays?.count).toBe(0);
  });

  it('gives most Indian areas carriers that back each other up, and a few towns one group only', async () => {
    const areas = await db.$queryRaw<{ code: string; groups: string[][] }[]>`
      SELECT a.code, jsonb_agg(DISTINCT c.failure_domains) AS groups FROM inventory_numbers n
        JOIN areas a ON a.id = n.area_id JOIN carriers c ON c.id = n.carrier_id WHERE a.country_iso = 'IN' GROUP BY a.id`;
    const withoutFallback = areas.filter(({ groups }) =>
      groups.every((one) => groups.every((other) => one.some((domain) => other.includes(domain)))),
    );
    expect(withoutFallback.length).toBeGreaterThan(20);
    expect(withoutFallback.length).toBeLessThan(areas.length / 8);
    expect(withoutFallback.every(({ code }) => code.length === 4)).toBe(true);
  });

  it('has five Indian carriers, two of which share an upstream, and four elsewhere', async () => {
    const carriers = await db.carrier.findMany({ include: { sandbox: true } });
    const indian = carriers.filter(({ countryIsos }) => countryIsos.includes('IN'));
    const upstreams = indian.map(({ failureDomains }) =>
      failureDomains.find((domain) => domain.startsWith('upstream:')),
    );
    expect(indian).toHaveLength(5);
    expect(new Set(upstreams).size).toBe(4);
    expect(carriers).toHaveLength(9);
    expect(carriers.every(({ sandbox }) => sandbox?.outcome === 'accept')).toBe(true);
  });

  it('puts indexes and foreign keys back as the migrations made them', async () => {
    const definitions = await db.$queryRaw<{ name: string }[]>`
      SELECT indexname AS name FROM pg_indexes WHERE tablename = 'inventory_numbers'
      UNION ALL SELECT conname FROM pg_constraint WHERE conrelid = 'inventory_numbers'::regclass AND contype = 'f' AND convalidated ORDER BY name`;
    expect(definitions.map(({ name }) => name)).toEqual([
      'inventory_numbers_area_id_fkey',
      'inventory_numbers_browse_idx',
      'inventory_numbers_carrier_area_idx',
      'inventory_numbers_carrier_id_fkey',
      'inventory_numbers_digit_groups_idx',
      'inventory_numbers_pkey',
      'inventory_numbers_rate_plan_id_fkey',
      'inventory_numbers_reservation_id_fkey',
      'inventory_numbers_reverse_idx',
    ]);
  });

  it('makes the same numbers again for the same seed, so a second run adds none and touches none', async () => {
    const before = await fingerprint();
    const [taken] = await db.inventoryNumber.findMany({ take: 1 });
    await db.inventoryNumber.update({ where: { number: taken?.number }, data: { status: 'rented' } });
    expect(await generateStock({ count: COUNT, seed: 7 })).toBe(0);
    expect(await fingerprint()).toBe(before);
    expect(await db.inventoryNumber.count({ where: { status: 'rented' } })).toBe(1);
  });

  it('leaves an audit row of the installation', async () => {
    const event = await db.auditEvent.findFirstOrThrow({ where: { action: 'stock.generate' }, orderBy: { id: 'asc' } });
    expect(event).toMatchObject({
      accountId: null,
      actorType: 'command',
      entityId: 'seed 7',
      after: { numbers: COUNT },
    });
  });

  it('refuses more numbers than the plans have, and changes nothing', async () => {
    await expect(generateStock({ count: 2_000_000_000 })).rejects.toThrow(RangeError);
    expect(await db.inventoryNumber.count()).toBe(COUNT);
  });
});

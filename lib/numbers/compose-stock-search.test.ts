import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '@/lib/db';
import { env } from '@/lib/env';
import { deploy, migrationFoldersOf } from '@/lib/tooling/migrations.mjs';
import { ROOT } from '@/lib/tooling/settings.mjs';
import { type StockFilter, searchStock } from './compose-stock-search';
import { parsePattern } from './parse-pattern';
import type { PatternMode } from './schema';

/** Byte order comes from the column, so a database that sorts as people do must not change any plan. */
const COLLATIONS = {
  C: "LOCALE 'C'",
  'ICU en-US': "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'",
};

/** 60,000 Indian numbers of four carriers in 300 areas. */
const FILL = `
  INSERT INTO carriers (slug, name, country_isos, failure_domains) SELECT 'c' || i, 'Carrier ' || i, '{IN}', ARRAY['c' || i] FROM generate_series(1, 4) i;
  INSERT INTO areas (country_iso, code, place, region) SELECT 'IN', (1000 + i)::text, 'Place ' || i, 'State' FROM generate_series(1, 300) i;
  INSERT INTO rate_plans (setup_inr_micros, setup_usd_micros, monthly_inr_micros, monthly_usd_micros) VALUES (0, 0, 250000000, 2500000);
  INSERT INTO inventory_numbers (number, country_iso, type, area_id, carrier_id, rate_plan_id)
    SELECT '91' || (1001 + i % 300) || lpad((i * 7919 % 1000000)::text, 6, '0'), 'IN', 'local', 1 + i % 300, 1 + i % 4, 1 FROM generate_series(1, 60000) i;`;

function filterOf(wish: { pattern?: string; mode?: PatternMode; areas?: number[] }): StockFilter {
  return {
    country: 'IN',
    types: ['local'],
    areas: wish.areas ?? [],
    pattern: parsePattern(wish.pattern ?? '', wish.mode ?? 'starts', 'IN'),
    needs: { voice: false, sms: false, mms: false },
  };
}

describe.each(Object.entries(COLLATIONS))('under the collation %s', (_, collation) => {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const url = new URL(env().DATABASE_URL);
  let admin: pg.Client;
  let client: pg.Client;

  beforeAll(async () => {
    admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE template0 ENCODING 'UTF8' ${collation}`);
    url.pathname = `/${name}`;
    await deploy(url.href, migrationFoldersOf(ROOT));
    client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query(FILL);
    await client.query('VACUUM (ANALYZE) inventory_numbers');
  }, 120_000);

  afterAll(async () => {
    await client?.end();
    await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await admin.end();
  });

  async function planOf(wish: Parameters<typeof filterOf>[0]): Promise<string> {
    const { ctes } = searchStock(filterOf(wish), { after: null, limit: 26 });
    const statement = Prisma.sql`EXPLAIN WITH ${ctes} SELECT page.number, total.count FROM page CROSS JOIN total`;
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(statement.text, statement.values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  it.each<[string, Parameters<typeof filterOf>[0], string]>([
    ['browsing', {}, 'browse_idx'],
    ['a prefix', { pattern: '1001' }, 'browse_idx'],
    ['a prefix with a wildcard', { pattern: '10*77' }, 'browse_idx'],
    ['places', { areas: [1, 2] }, 'carrier_area_idx'],
    ['digits in places', { areas: [1, 2], pattern: '777', mode: 'contains' }, 'carrier_area_idx'],
    ['three digits anywhere', { pattern: '777', mode: 'contains' }, 'digit_groups_idx'],
    ['more digits anywhere', { pattern: '77123', mode: 'contains' }, 'digit_groups_idx'],
    ['an ending', { pattern: '7771', mode: 'ends' }, 'reverse_idx'],
    ['a short ending', { pattern: '7', mode: 'ends' }, 'reverse_idx'],
  ])('%s is answered from its index', async (_, wish, index) => {
    const plan = await planOf(wish);
    expect(plan).toContain(`inventory_numbers_${index}`);
    expect(plan).not.toMatch(/Seq Scan on inventory_numbers/);
  });

  it('a prefix is a range of the index, not a filter', async () => {
    const plan = await planOf({ pattern: '1001' });
    expect(plan).toMatch(/Index Only Scan.*browse_idx.*\n.*Index Cond: .*number >= \(InitPlan.*number < \(InitPlan/);
  });
});

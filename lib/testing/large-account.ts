import { db } from '@/lib/db';
import { type AccountFixture, createApplication } from './factories';
import type { IndiaFixture } from './factories-stock';

/** Gives an account many numbers in an empty stock: a fifth of them primaries, a fifth fallbacks, half with an alias. */
export async function fillLargeAccount(large: AccountFixture, india: IndiaFixture, count: number): Promise<void> {
  const application = await createApplication(large, 'Support line');
  await db.$executeRaw`
    INSERT INTO inventory_numbers (number, country_iso, type, area_id, carrier_id, rate_plan_id, status)
    SELECT '9180' || (40000000 + n), 'IN', 'local', (ARRAY[${india.bengaluru.id}::int, ${india.mysuru.id}::int, ${india.mumbai.id}::int])[1 + n % 3],
           (ARRAY[${india.carrierA.id}::int, ${india.carrierB.id}::int])[1 + n % 2], ${india.ratePlan.id}, 'rented' FROM generate_series(1, ${count}) n`;
  await db.$executeRaw`
    INSERT INTO rentals (id, account_id, number, country_iso, type, area_id, carrier_id, status, alias, application_id, currency,
                         setup_micros, monthly_micros, tax_basis_points, created_at, activated_at, paid_until)
    SELECT 'num_' || lpad(n::text, 26, '0'), ${large.id}, i.number, i.country_iso, i.type, i.area_id, i.carrier_id,
           (CASE WHEN n % 500 = 0 THEN 'past_due' ELSE 'active' END)::"RentalStatus",
           CASE WHEN n % 2 = 0 THEN 'Desk ' || (n * 7919 % 100003) END, CASE WHEN n % 3 = 0 THEN ${application.id} END, 'INR',
           0, 250000000, 1800, now(), now(), date '2026-12-01' + (n % 28)
      FROM (SELECT i.*, row_number() OVER (ORDER BY number)::int AS n FROM inventory_numbers i) i`;
  await db.$executeRaw`
    INSERT INTO ha_pairs (id, account_id, primary_rental_id, fallback_rental_id, state, consent_until, updated_at)
    SELECT 'par_' || lpad(n::text, 26, '0'), ${large.id}, 'num_' || lpad(n::text, 26, '0'), 'num_' || lpad((n + 1)::text, 26, '0'),
           (CASE WHEN n % 1000 = 1 THEN 'waiting_for_stock' ELSE 'active' END)::"HaPairState", now(), now()
      FROM generate_series(1, ${count}, 5) n`;
  await db.$executeRaw`VACUUM (ANALYZE) rentals, ha_pairs, inventory_numbers`;
}

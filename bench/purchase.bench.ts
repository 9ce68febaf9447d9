/**
 * Purchases a second at 32 clients over many accounts: the verb against one raw SQL statement that
 * makes the same writes without asking anything. Rounds alternate, so that both meet the same machine.
 */
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import pg from 'pg';
import { applyTestEnvironment } from '@/lib/tooling/test-environment.mjs';
import { report } from './report';
import { createScratchDatabase } from './scratch-database';

const CLIENTS = 32;
/** As many connections as the verb's own pool has. */
const CONNECTIONS = 10;
const ACCOUNTS = 256;
const ROUNDS = 5;
const PURCHASES_A_ROUND = 1_500;
const WARM_UP = 300;

const scratch = await createScratchDatabase('bench_purchase');
// Before lib/db is imported: it connects to what the environment names.
applyTestEnvironment({ databaseUrl: scratch.url, dataFolder: os.tmpdir() });
const { purchaseNumber } = await import('@/lib/provisioning');
const { createAccount, createCompliance, testContext } = await import('@/lib/testing/factories');
const { createIndia, createStock } = await import('@/lib/testing/factories-stock');
const { createId } = await import('@/lib/ids');
const { db } = await import('@/lib/db');

const india = await createIndia();
const buyers: Awaited<ReturnType<typeof createAccount>>[] = [];
for (let i = 0; i < ACCOUNTS; i += 1) {
  const account = await createAccount({ balance: 10_000_000 });
  await createCompliance(account);
  buyers.push(account);
}
const pool = new pg.Pool({ connectionString: scratch.url, max: CONNECTIONS });
// Dropping the database at the end cuts idle connections; that is no error then.
pool.on('error', () => undefined);

const RAW = `
  WITH stock AS (UPDATE inventory_numbers SET status = 'rented' WHERE number = $1),
  hold AS (UPDATE accounts SET held_micros = held_micros + 295000000 WHERE id = $2),
  bought AS (INSERT INTO purchases (id, account_id, idempotency_key, number, rental_id, due_now_micros)
             VALUES ($3, $2, $3, $1, $4, 295000000)),
  rental AS (INSERT INTO rentals (id, account_id, number, area_id, carrier_id, country_iso, type, currency, setup_micros, monthly_micros, tax_basis_points)
             VALUES ($4, $2, $1, ${india.bengaluru.id}, ${india.carrierA.id}, 'IN', 'local', 'INR', 0, 250000000, 1800)),
  held AS (INSERT INTO balance_holds (id, account_id, rental_id, amount_micros) VALUES ($5, $2, $4, 295000000)),
  audited AS (INSERT INTO audit_events (account_id, actor_type, actor_id, action, entity_type, entity_id, after, request_id)
              VALUES ($2, 'user', 'bench', 'number.buy', 'rental', $4, jsonb_build_object('number', $1::text), 'bench'))
  SELECT dbos.enqueue_workflow(workflow_name => 'provisionRental', queue_name => 'rentals',
    positional_args => ARRAY[to_json($4::text)]::json[], workflow_id => 'provisionRental:' || $4)`;

type Purchase = (number: string, buyer: (typeof buyers)[number]) => Promise<unknown>;

const byVerb: Purchase = (number, buyer) =>
  purchaseNumber(testContext(buyer), { number, idempotencyKey: randomUUID() });
const byStatement: Purchase = (number, buyer) =>
  pool.query({ name: 'raw', text: RAW, values: [number, buyer.id, createId('pur'), createId('num'), createId('hld')] });

async function round(purchase: Purchase, count: number): Promise<number> {
  const numbers = await createStock({
    carrier: india.carrierA,
    area: india.bengaluru,
    ratePlan: india.ratePlan,
    count,
  });
  let next = 0;
  const client = async () => {
    for (let i = next++; i < count; i = next++) {
      const buyer = buyers[i % ACCOUNTS];
      if (buyer) await purchase(numbers[i] ?? '', buyer);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return (count * 1000) / (performance.now() - from);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

await round(byVerb, WARM_UP);
await round(byStatement, WARM_UP);
const verb: number[] = [];
const statement: number[] = [];
for (let i = 0; i < ROUNDS; i += 1) {
  verb.push(await round(byVerb, PURCHASES_A_ROUND));
  statement.push(await round(byStatement, PURCHASES_A_ROUND));
}
const kept = report({
  name: `purchase throughput, ${CLIENTS} clients, ${ACCOUNTS} accounts`,
  unit: 'purchases/s',
  ours: median(verb),
  baseline: median(statement),
  against: 'one raw SQL statement with the same writes',
  budget: { atLeast: 0.5 },
});
await pool.end();
await db.$disconnect();
await scratch.drop();
process.exit(kept ? 0 : 1);

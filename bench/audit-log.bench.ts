/** A page of the audit log of a large account, every way of asking, against the same rows asked for in plain SQL. */
import os from 'node:os';
import { applyTestEnvironment } from '@/lib/tooling/test-environment.mjs';
import { report } from './report';
import { createScratchDatabase } from './scratch-database';

/** A million; `node lib/tooling/run.mjs bench/audit-log.bench.ts 10000000` takes the whole size, and ten minutes. */
const ROWS = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 1_000_000);
const RUNS = 60;
const MOST_TIMES_RAW = 3;
const PAGE = 51;

const scratch = await createScratchDatabase('bench_audit_log');
// Before lib/db is imported: it connects to what the environment names.
applyTestEnvironment({ databaseUrl: scratch.url, dataFolder: os.tmpdir() });
const { listAuditLog } = await import('@/lib/audit/queries-log');
const { createAccount, createUser, testContext } = await import('@/lib/testing/factories');
const { db, Prisma } = await import('@/lib/db');

const account = await createAccount();
const ctx = testContext(account);
const { id: rareActor } = await createUser({ name: 'Ravi Iyer' });
await db.membership.create({ data: { userId: rareActor, accountId: account.id, role: 'support' } });

/** Ten actions, the last of them rare; five hundred people; two hundred thousand things; a row every three seconds. */
async function fill(): Promise<void> {
  const actions = ['number.update', 'number.renew', 'number.buy', 'user.sign_in', 'pair.update', 'trunk.update'];
  await db.$executeRaw`
    INSERT INTO audit_events (account_id, actor_type, actor_id, action, entity_type, entity_id, before, after, request_id, address, at)
    SELECT CASE WHEN n % 10 = 0 THEN 'acc_other' ELSE ${account.id} END, 'user',
           CASE WHEN n % 100003 = 0 THEN ${rareActor} ELSE 'usr_' || n % 500 END,
           CASE WHEN n % 50021 = 0 THEN 'account.transfer' ELSE (${actions}::text[])[1 + n % 6] END,
           'rental', 'num_' || (n::bigint * 7919) % 200000, '{"alias": "Old name"}', '{"alias": "New name"}',
           'req_' || lpad(n::text, 26, '0'), '203.0.113.7', now() - make_interval(secs => (${ROWS} - n) * 3)
      FROM generate_series(1, ${ROWS}) n`;
  await db.$executeRaw`VACUUM ANALYZE audit_events`;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Both by turns, so that what else the machine does falls on both. */
async function compare(ours: () => Promise<unknown>, raw: () => Promise<unknown>): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let at = 0; at <= RUNS; at += 1) {
    for (const [index, run] of [ours, raw].entries()) {
      const from = performance.now();
      await run();
      // The first ones warm up.
      if (at > 0) times[index]?.push(performance.now() - from);
    }
  }
  return [median(times[0]), median(times[1])];
}

const startedAt = performance.now();
await fill();
console.log(JSON.stringify({ rows: ROWS, filledInSeconds: Math.round((performance.now() - startedAt) / 100) / 10 }));

const ALL = { q: null, actor: null, action: null, target: null, from: null, to: null };
const FIRST = { before: null, after: null };
const middle = new Date(Date.now() - ROWS * 1_500);
const day = middle.toISOString().slice(0, 10);
const request = `req_${String(Math.floor(ROWS / 2) + 1).padStart(26, '0')}`;

const own = Prisma.sql`account_id = ${account.id}`;

/** Done by somebody or to them, as one writes it by hand: with OR PostgreSQL reads the whole log. */
function byOrTo(id: string) {
  const newest = (column: InstanceType<typeof Prisma.Sql>) =>
    Prisma.sql`(SELECT id FROM audit_events WHERE ${own} AND ${column} = ${id} ORDER BY at DESC, id DESC LIMIT ${PAGE})`;
  return Prisma.sql`id IN (${newest(Prisma.sql`actor_id`)} UNION ${newest(Prisma.sql`entity_id`)})`;
}

/** What is asked, and the condition of the plain query for the same rows. */
const ASKED = [
  ['newest page', ALL, FIRST, own],
  ['page far in', ALL, { before: `${middle.getTime()}-1`, after: null }, Prisma.sql`${own} AND at < ${middle}`],
  ['rare action', { ...ALL, action: 'account.transfer' }, FIRST, Prisma.sql`${own} AND action = 'account.transfer'`],
  ['common action', { ...ALL, action: 'number.buy' }, FIRST, Prisma.sql`${own} AND action = 'number.buy'`],
  ['rare person', { ...ALL, actor: rareActor }, FIRST, Prisma.sql`${own} AND actor_id = ${rareActor}`],
  ['one thing', { ...ALL, target: 'num_7919' }, FIRST, Prisma.sql`${own} AND entity_id = 'num_7919'`],
  [
    'one day of an action',
    { ...ALL, action: 'number.buy', from: day, to: day },
    FIRST,
    Prisma.sql`${own} AND action = 'number.buy' AND at >= ${day}::date AND at < ${day}::date + 1`,
  ],
  ['search: request', { ...ALL, q: request }, FIRST, Prisma.sql`${own} AND request_id = ${request}`],
  ['search: person', { ...ALL, q: 'ravi' }, FIRST, byOrTo(rareActor)],
  ['search: action', { ...ALL, q: 'handed' }, FIRST, Prisma.sql`${own} AND action = 'account.transfer'`],
  ['search: nothing', { ...ALL, q: 'no such thing' }, FIRST, byOrTo('usr_nobody')],
] as const;

const kept: boolean[] = [];
for (const [name, filters, cursor, condition] of ASKED) {
  const raw = () => db.$queryRaw`SELECT * FROM audit_events WHERE ${condition} ORDER BY at DESC, id DESC LIMIT ${PAGE}`;
  const [ours, baseline] = await compare(() => listAuditLog(ctx, filters, cursor), raw);
  const measured = { name: `audit log of ${ROWS}, ${name}, median`, unit: 'ms', ours, baseline };
  kept.push(report({ ...measured, against: 'the raw query', budget: { atMost: MOST_TIMES_RAW } }));
}
await db.$disconnect();
await scratch.drop();
process.exit(kept.every(Boolean) ? 0 : 1);

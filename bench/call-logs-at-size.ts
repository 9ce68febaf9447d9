/**
 * Call Logs of one database by the verb and by plain SQL through pg, in turn, so that both meet the same
 * machine, and what Overview asks. Prints a JSON line for each filter and for it, for call-logs.bench.ts.
 */
import pg from 'pg';
import { getMonthSpend } from '@/lib/billing';
import { listCalls } from '@/lib/calls';
import { readCallQuery } from '@/lib/calls/schema';
import { asAccountId, systemContext } from '@/lib/context';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { countCoverage, listCarriers, listIncidents } from '@/lib/network';
import { countNumbers, listEvents, listFirstSteps } from '@/lib/overview';

const RUNS = 200;
/** A server that has been up for a while has compiled and planned what it runs. */
const WARM_UP_RUNS = 40;
/** What Overview may take on the server. */
const OVERVIEW_MS = 300;

const plain = new pg.Client({ connectionString: env().DATABASE_URL });
await plain.connect();

const { id: accountId } = await db.account.findFirstOrThrow({ select: { id: true } });
const { queuedAt: end } = await db.call.findFirstOrThrow({ orderBy: { id: 'desc' }, select: { queuedAt: true } });
const some = await db.call.findFirstOrThrow({ where: { failedOver: true }, orderBy: { id: 'asc' } });
const carrier = await db.carrier.findFirstOrThrow({ where: { id: some.carrierId ?? 0 } });
const ctx = systemContext(asAccountId(accountId), 'bench', () => end);
const NO_PARAMS = readCallQuery({
  ...{ range: null, from: null, to: null, number: null, state: null, cause: null, carrier: null },
  ...{ failover: null, talk: null, before: null, after: null },
});

const COLUMNS = `c.id, c.uuid, c.queued_at, c.from_number, c.to_number, c.presented_number, c.purpose, c.state, c.hangup_code, c.hangup_source,
  c.sip_code, k.name, c.attempt_count, c.failed_over, c.saved, c.answered_at, c.ended_at, c.duration_seconds, c.billed_seconds, c.currency,
  c.amount_micros, c.tax_micros`;
const idAt = (instant: Date) => (BigInt(instant.getTime() - Date.UTC(2026, 0, 1)) * 512n).toString();
const hoursBefore = (hours: number) => new Date(end.getTime() - hours * 3_600_000);

type Filters = Partial<typeof NO_PARAMS.filters>;

/** What is asked, and the condition that says the same. */
const FILTERS: Record<string, [Filters, string]> = {
  'no filter': [{}, ''],
  'last hour': [{ range: '1h' }, `AND c.id >= ${idAt(hoursBefore(1))}`],
  'a day of last week': [
    { range: 'between', from: localMinute(hoursBefore(168)), to: localMinute(hoursBefore(144)) },
    `AND c.id >= ${idAt(hoursBefore(168))} AND c.id < ${idAt(hoursBefore(144))}`,
  ],
  caller: [{ number: some.fromNumber }, `AND c.from_number = '${some.fromNumber}'`],
  callee: [{ number: some.toNumber }, `AND c.to_number = '${some.toNumber}'`],
  'state completed': [{ state: 'completed' }, `AND c.state = 'completed'`],
  'state busy': [{ state: 'busy' }, `AND c.state = 'busy'`],
  'state in progress': [{ state: 'in_progress' }, `AND c.state = 'in_progress' AND c.ended_at IS NULL`],
  'common cause': [{ cause: 4000 }, 'AND c.hangup_code = 4000'],
  'rare cause': [{ cause: 3080 }, 'AND c.hangup_code = 3080'],
  'cause nobody had': [{ cause: 9100 }, 'AND c.hangup_code = 9100'],
  carrier: [{ carrier: carrier.slug }, `AND c.carrier_id = ${carrier.id}`],
  'failed over': [{ failover: 'over' }, 'AND c.failed_over'],
  saved: [{ failover: 'saved' }, 'AND c.failed_over AND c.saved'],
  'talk of 30 min and more': [
    { talk: 4 },
    'AND width_bucket(c.duration_seconds, ARRAY[10, 60, 300, 1800]) = 4 AND c.answered_at IS NOT NULL AND c.ended_at IS NOT NULL',
  ],
  'carrier, cause and a day': [
    { carrier: carrier.slug, cause: 3010, range: '24h' },
    `AND c.carrier_id = ${carrier.id} AND c.hangup_code = 3010 AND c.id >= ${idAt(hoursBefore(24))}`,
  ],
};

/** As the account's wall clock shows it: Asia/Kolkata, no daylight saving. */
function localMinute(instant: Date): string {
  return new Date(instant.getTime() + 5.5 * 3_600_000).toISOString().slice(0, 16);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function p95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
}

for (const [name, [filters, condition]] of Object.entries(FILTERS)) {
  const text = `SELECT ${COLUMNS} FROM calls c LEFT JOIN carriers k ON k.id = c.carrier_id WHERE c.account_id = $1 ${condition} ORDER BY c.id DESC LIMIT 51`;
  const cursor = { before: null, after: null };
  const asked = { ...NO_PARAMS.filters, ...filters };
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let run = 0; run < WARM_UP_RUNS + RUNS; run += 1) {
    const verbMs = await timed(() => listCalls(ctx, asked, cursor));
    const plainMs = await timed(() => plain.query(text, [accountId]));
    if (run >= WARM_UP_RUNS) {
      ours.push(verbMs);
      theirs.push(plainMs);
    }
  }
  console.log(JSON.stringify({ name, ours: p95(ours), baseline: p95(theirs) }));
}

/** What the page of Overview asks, as it asks it. */
function askOverview(): Promise<unknown> {
  return Promise.all([
    countNumbers(ctx),
    countCoverage(ctx),
    listIncidents(ctx),
    getMonthSpend(ctx),
    listCarriers(ctx),
    listEvents(ctx),
    listFirstSteps(ctx),
  ]);
}

await askOverview();
const overviewTimes: number[] = [];
for (let run = 0; run < RUNS; run += 1) overviewTimes.push(await timed(askOverview));
console.log(JSON.stringify({ name: 'overview', ours: p95(overviewTimes), baseline: OVERVIEW_MS }));
await plain.end();
await db.$disconnect();

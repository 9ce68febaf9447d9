import 'server-only';
import type { AgentTables, CallingAccount, TrunkRecord } from '@/lib/agent/types';
import { taxBasisPointsFor } from '@/lib/billing';
import { db, type Transaction } from '@/lib/db';
import type { Trunk } from '@/lib/failover/types';
import type { CurrencyCode } from '@/lib/money';
import { readCallingNumbers } from './read-calling-numbers';
import { readOutcomeOverrides } from './rules';

/** Reading a hundred thousand numbers takes about a second; a database that is slow beyond this is asked again later. */
const TIMEOUT_MS = 30_000;

async function readTrunks(tx: Transaction) {
  const rows = await tx.trunk.findMany({
    where: { isEnabled: true },
    include: { carrier: { select: { slug: true, name: true, failureDomains: true } } },
    orderBy: { id: 'asc' },
  });
  const trunks = rows.map(
    (row): Trunk => ({
      id: row.slug,
      carrierId: row.carrier.slug,
      failureDomains: row.carrier.failureDomains,
      transport: row.transport,
      maxChannels: row.maxChannels,
      maxCps: row.maxCps,
      capabilities: row.codecs,
      outcomeOverrides: readOutcomeOverrides(row.outcomeOverrides),
    }),
  );
  const records = rows.map(
    (row): TrunkRecord => ({
      databaseId: row.id,
      id: row.slug,
      carrierDatabaseId: row.carrierId,
      carrierId: row.carrier.slug,
      carrierName: row.carrier.name,
      kind: row.kind,
      answersOptions: row.answersOptions,
      behaviour: row.behaviour,
    }),
  );
  return { trunks, records };
}

async function readRoutes(tx: Transaction) {
  const rows = await tx.route.findMany({
    where: { trunk: { isEnabled: true } },
    select: {
      prefix: true,
      priority: true,
      costMicros: true,
      destinationGroup: true,
      trunk: { select: { slug: true } },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ trunk, costMicros, ...route }) => ({
    ...route,
    trunkId: trunk.slug,
    costMicros: Number(costMicros),
  }));
}

interface AccountRow {
  id: string;
  currency: CurrencyCode;
  available: bigint;
  calls_per_second: number;
  concurrent_calls: number;
}

/** Accounts that have a number to call from. */
async function readAccounts(tx: Transaction): Promise<CallingAccount[]> {
  const rows = await tx.$queryRaw<AccountRow[]>`
    SELECT a.id, a.currency::text, a.balance_micros - a.held_micros AS available, a.calls_per_second, a.concurrent_calls
      FROM accounts a
     WHERE EXISTS (SELECT 1 FROM rentals r WHERE r.account_id = a.id AND r.status IN ('active', 'past_due'))
     ORDER BY a.id`;
  return rows.map(({ id, currency, available, calls_per_second, concurrent_calls }) => ({
    id,
    currency,
    availableMicros: available,
    callsPerSecond: calls_per_second,
    concurrentCalls: concurrent_calls,
    taxBasisPoints: taxBasisPointsFor(currency),
  }));
}

async function readFaults(tx: Transaction, now: Date) {
  const rows = await tx.sandboxFault.findMany({
    where: { endedAt: null, endsAt: { gt: now }, trunk: { isEnabled: true } },
    select: {
      id: true,
      prefix: true,
      fault: true,
      startsAt: true,
      endsAt: true,
      trunk: { select: { slug: true } },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ trunk, startsAt, endsAt, ...fault }) => ({
    ...fault,
    trunkId: trunk.slug,
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
  }));
}

async function readOverrides(tx: Transaction, now: Date) {
  const rows = await tx.routeOverride.findMany({
    where: { releasedAt: null, endsAt: { gt: now } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    target: { kind: row.targetKind, id: row.targetId },
    action: row.action,
    reason: row.reason,
    by: row.createdBy,
    startsAt: row.startsAt.getTime(),
    endsAt: row.endsAt.getTime(),
  }));
}

async function readTraffic(tx: Transaction, now: Date) {
  const rows = await tx.trafficGenerator.findMany({
    where: { stoppedAt: null, endsAt: { gt: now } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, accountId, callsPerSecond, numbers, destinations, startsAt, endsAt }) => ({
    id,
    accountId,
    callsPerSecond,
    numbers,
    destinations,
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
  }));
}

async function readWritten(tx: Transaction) {
  const rows = await tx.agentCursor.findMany({ select: { agentId: true, sequence: true } });
  return rows.map(({ agentId, sequence }) => ({ agentId, sequence: Number(sequence) }));
}

/**
 * Everything the agent must know to decide calls without the database, as it stood at one moment (a single REPEATABLE
 * READ transaction). Rows the engine would refuse are left out, so that one wrong row never stops all calls: a tied
 * number whose carrier has no trunk, a fallback that shares a failure domain with its primary.
 * @throws when the database is away.
 */
export async function readAgentTables(now: Date = new Date()): Promise<AgentTables> {
  return db.$transaction(
    async (tx) => {
      const { trunks, records } = await readTrunks(tx);
      return {
        source: { trunks, routes: await readRoutes(tx) },
        numbers: await readCallingNumbers(tx, trunks, now),
        accounts: await readAccounts(tx),
        rates: await tx.callRate.findMany({ orderBy: { prefix: 'asc' } }),
        trunks: records,
        faults: await readFaults(tx, now),
        overrides: await readOverrides(tx, now),
        traffic: await readTraffic(tx, now),
        written: await readWritten(tx),
      };
    },
    { isolationLevel: 'RepeatableRead', maxWait: TIMEOUT_MS, timeout: TIMEOUT_MS },
  );
}

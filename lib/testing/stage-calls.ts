import type { CallRecord } from '@/lib/agent/types';
import { recordCalls } from '@/lib/calls';
import { asAccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import { recordRoutes } from '@/lib/network/record-routes';
import { attemptOf, callRecordOf, hopOf, silentAttemptOf } from './factories-calls';

interface CallsWish {
  accountId: string;
  /** Digits of the caller number and of its fallback. */
  from?: string;
  fallback?: string;
  /** Plain answered calls beside the named ones, a minute apart, all older. */
  others?: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** A trunk of the carrier that a number is rented from; of any other carrier for a number nobody rents. */
async function findWay(presents: string, notCarrierId = 0) {
  const rental = await db.rental.findFirst({
    where: { number: presents, status: 'active' },
    select: { carrierId: true },
  });
  const carrier = { countryIsos: { has: 'IN' } };
  const trunk = await db.trunk.findFirstOrThrow({
    where: rental ? { carrierId: rental.carrierId } : { carrier, carrierId: { not: notCarrierId } },
    include: { carrier: true },
    orderBy: { id: 'asc' },
  });
  return {
    trunk: trunk.slug,
    carrier: trunk.carrier.slug,
    presents,
    name: trunk.carrier.name,
    carrierId: trunk.carrierId,
  };
}

async function findWays(from: string, fallback: string) {
  const primary = await findWay(from);
  const backup = await findWay(fallback, primary.carrierId);
  return { primary, backup, names: { primary: primary.name, backup: backup.name } };
}

type Ways = Awaited<ReturnType<typeof findWays>>;

/** Calls of every kind, by name; times are ms. */
function namedCalls({ primary, backup }: Ways, at: (minutesAgo: number) => number) {
  const plan = [hopOf(primary), hopOf(backup, 'fallback')];
  const overFirst = { presentedNumber: primary.presents, carrierId: primary.carrier, trunkId: primary.trunk, plan };
  const overSecond = { presentedNumber: backup.presents, carrierId: backup.carrier, trunkId: backup.trunk, plan };
  const unanswered = { answeredAt: null, postDialDelayMs: 1_400 };
  const refused = { ringingAt: null, answeredAt: null, respondedAt: null, mosHundredths: null };
  const given = (minutesAgo: number) => {
    const queuedAt = at(minutesAgo);
    return {
      queuedAt,
      startedAt: queuedAt + 5,
      ringingAt: queuedAt + 1_405,
      answeredAt: queuedAt + 6_405,
      endedAt: queuedAt + 81_405,
    };
  };
  const calls: Record<string, Partial<CallRecord>> = {
    answered: { ...given(9), ...overFirst, attempts: [attemptOf(primary, at(9) + 5)] },
    saved: {
      ...{ ...given(8), ...overSecond, failedOver: true, saved: true, postDialDelayMs: 2_210 },
      attempts: [
        { ...silentAttemptOf(primary, at(8) + 5), isLateAnswer: true, answeredAt: new Date(at(8) + 4_900).getTime() },
        attemptOf(backup, at(8) + 815, { position: 1, hopIndex: 1, endedAt: at(8) + 81_405 }),
      ],
    },
    failedOver: {
      ...{ ...given(7), ...overSecond, failedOver: true },
      plan: [hopOf(backup, 'fallback'), { ...hopOf(primary), reason: { kind: 'last-resort', state: 'open' } }],
      attempts: [attemptOf(backup, at(7) + 5)],
    },
    busy: {
      ...{
        ...given(6),
        ...overFirst,
        ...unanswered,
        ringingAt: null,
        state: 'busy',
        hangupCode: 3010,
        endedAt: at(6) + 2_105,
      },
      ...{ sipCode: 486, cause: 17 },
      attempts: [
        attemptOf(primary, at(6) + 5, {
          ...refused,
          respondedAt: at(6) + 70,
          endedAt: at(6) + 2_105,
          sipCode: 486,
          cause: 17,
          outcome: 'busy',
          phase: 'trying',
        }),
      ],
    },
    noAnswer: {
      ...{
        ...given(5),
        ...overFirst,
        ...unanswered,
        state: 'no_answer',
        hangupCode: 3000,
        hangupSource: 'platform',
        endedAt: at(5) + 46_405,
      },
      ...{ sipCode: 487, cause: 19 },
      attempts: [
        attemptOf(primary, at(5) + 5, {
          answeredAt: null,
          endedAt: at(5) + 46_405,
          local: 'ring-timeout',
          sipCode: 487,
          cause: 19,
          outcome: 'no-answer',
          phase: 'ringing',
          mosHundredths: null,
        }),
      ],
    },
    failed: {
      ...{ ...given(4), ...overSecond, ...unanswered, ringingAt: null, postDialDelayMs: null, state: 'failed' },
      ...{
        hangupCode: 3090,
        hangupSource: 'carrier',
        sipCode: 503,
        cause: 34,
        endedAt: at(4) + 1_020,
        failedOver: true,
      },
      attempts: [
        attemptOf(primary, at(4) + 5, {
          ...refused,
          endedAt: at(4) + 480,
          sipCode: 503,
          cause: 41,
          outcome: 'network',
          phase: 'sent',
          isBlamed: true,
        }),
        attemptOf(backup, at(4) + 490, {
          ...refused,
          position: 1,
          hopIndex: 1,
          respondedAt: at(4) + 560,
          endedAt: at(4) + 1_020,
          sipCode: 503,
          cause: 34,
          outcome: 'congestion',
          phase: 'trying',
          isBlamed: true,
        }),
      ],
    },
    inProgress: {
      ...{ ...given(1), ...overFirst, state: 'in_progress', endedAt: null, hangupCode: null, hangupSource: null },
      attempts: [attemptOf(primary, at(1) + 5, { endedAt: null, mosHundredths: null, sipCode: 200 })],
    },
  };
  return calls;
}

/** Writes calls of every kind as an agent would, with the fault behind one of them; answers with their ids by name. */
export async function createCalls({
  accountId,
  from = '918041234567',
  fallback = '918047654321',
  others = 0,
}: CallsWish) {
  const ways = await findWays(from, fallback);
  const now = Date.now();
  const at = (minutesAgo: number) => now - minutesAgo * MINUTE_MS;
  const { currency } = await db.account.findUniqueOrThrow({ where: { id: accountId }, select: { currency: true } });
  const tax = { currency, taxBasisPoints: currency === 'INR' ? 1800 : 0 };
  const named = Object.entries(namedCalls(ways, at)).map(
    ([name, call]) => [name, callRecordOf({ ...call, ...tax, accountId, fromNumber: from })] as const,
  );
  const older = Array.from({ length: others }, (_, index) => {
    const queuedAt = at(20 + index);
    return callRecordOf({
      ...{ ...tax, accountId, fromNumber: from, queuedAt, toNumber: `9198450${String(10_000 + index)}` },
      ...{
        carrierId: ways.primary.carrier,
        trunkId: ways.primary.trunk,
        attempts: [attemptOf(ways.primary, queuedAt + 5)],
      },
    });
  });
  const outage = {
    at: at(7) - 20 * SECOND_MS,
    rule: 'silence',
    figures: { failures: 6, attempts: 6, windowMs: 1_200 },
  };
  await db.$transaction(async (tx) => {
    await recordRoutes(tx, 'stage', [
      {
        type: 'route-state',
        at: outage.at,
        trunkId: ways.primary.trunk,
        destinationGroup: null,
        number: from,
        from: 'healthy',
        to: 'open',
        trace: outage,
      },
    ]);
    await recordCalls(tx, 'stage', [...older, ...named.map(([, call]) => call)]);
  });
  return { uuids: Object.fromEntries(named.map(([name, { uuid }]) => [name, uuid])), names: ways.names };
}

/** Tells open pages that there are new calls, as an agent's writer does. */
export async function notifyCalls({ accountId }: { accountId: string }): Promise<void> {
  await notifyAccount(db, asAccountId(accountId), 'calls');
}

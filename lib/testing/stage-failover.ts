import { randomInt } from 'node:crypto';
import { askToEndCall } from '@/lib/agent/client';
import { asAccountId, systemContext } from '@/lib/context';
import { db } from '@/lib/db';
import { endFault } from '@/lib/network/end-fault';
import type { StartFaultInput, StartTrafficInput } from '@/lib/network/schema';
import { startFault } from '@/lib/network/start-fault';
import { startTraffic } from '@/lib/network/start-traffic';
import { stopTraffic } from '@/lib/network/stop-traffic';
import { createCarrier, createStock } from './factories-stock';

/** Quick and without failures, so that what goes wrong is the fault. */
const BEHAVIOUR = { firstResponse: { median: '110ms' }, ringing: { median: '1200ms' }, failureRate: 0 };
/** A series of a place abroad that nobody else serves by name: another one each time. */
const abroadSeries = () => `1684${randomInt(200, 1_000)}`;

async function createOwnCarrier(title: string) {
  const carrier = await createCarrier({ name: title });
  const { slug: trunk, id } = await db.trunk.create({
    data: { slug: carrier.slug, carrierId: carrier.id, behaviour: BEHAVIOUR },
  });
  return { carrier, name: title, slug: carrier.slug, trunk, trunkId: id };
}

type OwnCarrier = Awaited<ReturnType<typeof createOwnCarrier>>;

/**
 * Carriers of a test's own, which it may break while others are at work: three with a number that one more carrier can
 * back up, one of them with a number that nobody backs up, and two that carry calls to a place abroad, in this order.
 */
export async function createFailoverScene({ areaCode }: { areaCode: string }) {
  const area = await db.area.findFirstOrThrow({ where: { countryIso: 'IN', code: areaCode } });
  const { ratePlan } = await db.standardRate.findUniqueOrThrow({
    where: { countryIso_type: { countryIso: 'IN', type: 'local' } },
    include: { ratePlan: true },
  });
  const backup = await createOwnCarrier('Backup Voice');
  const stock = async ({ carrier }: OwnCarrier, series: string) =>
    (await createStock({ area, ratePlan, carrier, series }))[0] ?? '';
  const paired = async (title: string) => {
    const own = await createOwnCarrier(title);
    // A series of their own: no other number backs this one up.
    const series = own.slug;
    await stock(backup, series);
    const { name, slug, trunk } = own;
    return { name, slug, trunk, number: await stock(own, series), alone: await stock(own, `${series}-alone`) };
  };
  const first = await createOwnCarrier('First Abroad');
  const second = await createOwnCarrier('Second Abroad');
  const prefix = abroadSeries();
  const route = { prefix, costMicros: 10_000n, destinationGroup: first.slug };
  await db.route.createMany({
    data: [first, second].map(({ trunkId }, priority) => ({ ...route, trunkId, priority })),
  });
  return {
    ...{ silent: await paired('Silent Line'), crowded: await paired('Crowded Line'), poor: await paired('Poor Line') },
    ...{ backup: backup.trunk, abroad: { prefix, first: first.trunk, second: second.trunk } },
  };
}

/** Has the agent make calls, as the operator does on Carriers. */
export async function makeTraffic({ accountId, ...wish }: StartTrafficInput & { accountId: string }) {
  return startTraffic(systemContext(asAccountId(accountId), 'stage'), wish);
}

/** Stops all traffic of an account. */
export async function stopTrafficOf({ accountId }: { accountId: string }): Promise<void> {
  const ctx = systemContext(asAccountId(accountId), 'stage');
  const running = await db.trafficGenerator.findMany({ where: { accountId, stoppedAt: null }, select: { id: true } });
  for (const { id: trafficId } of running) await stopTraffic(ctx, { trafficId });
}

/** Breaks a carrier, as the operator does on Carriers. */
export async function breakCarrier({ accountId, ...fault }: StartFaultInput & { accountId: string }) {
  return startFault(systemContext(asAccountId(accountId), 'stage'), fault);
}

/** Ends the faults of a trunk, as the operator does on Carriers. */
export async function mendTrunk({ accountId, trunk }: { accountId: string; trunk: string }): Promise<void> {
  const ctx = systemContext(asAccountId(accountId), 'stage');
  const faults = await db.sandboxFault.findMany({
    where: { trunk: { slug: trunk }, endedAt: null },
    select: { id: true },
  });
  for (const { id: faultId } of faults) await endFault(ctx, { faultId });
}

/** Ends the talks from a number that have lasted that long, as callers do. */
export async function hangUpTalks({ accountId, from, afterMs }: { accountId: string; from: string; afterMs: number }) {
  const calls = await db.call.findMany({
    where: { accountId, fromNumber: from, endedAt: null, answeredAt: { lt: new Date(Date.now() - afterMs) } },
    select: { uuid: true },
  });
  for (const { uuid } of calls) await askToEndCall({ uuid, accountId, onlyQueued: false });
}

/** The incidents of a trunk, oldest first. Moments are ms. */
export async function listIncidentsOf({ trunk }: { trunk: string }) {
  const rows = await db.incident.findMany({ where: { trunk: { slug: trunk } }, orderBy: { openedAt: 'asc' } });
  return rows.map(({ id, rule, openedAt, closedAt }) => ({
    ...{ id, rule, openedAt: openedAt.getTime(), closedAt: closedAt?.getTime() ?? null },
  }));
}

/** Made calls from a number, oldest first, with the hops that were tried. Moments are ms. */
export async function listCallsOf({ from }: { from: string }) {
  const trunks = new Map(
    (await db.trunk.findMany({ select: { id: true, slug: true } })).map((row) => [row.id, row.slug]),
  );
  const calls = await db.call.findMany({
    where: { fromNumber: from, purpose: 'traffic' },
    include: { attempts: { orderBy: { position: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  const ms = (at: Date | null) => at?.getTime() ?? null;
  return calls.map(({ uuid, state, queuedAt, answeredAt, endedAt, saved, failedOver, attempts }) => ({
    ...{ uuid, state, queuedAt: queuedAt.getTime(), answeredAt: ms(answeredAt), isEnded: endedAt !== null },
    ...{ saved, failedOver },
    attempts: attempts.map(({ trunkId, presentedNumber, sentAt, ringingAt, outcome, mosHundredths }) => ({
      ...{ trunk: trunks.get(trunkId) ?? '', presentedNumber, sentAt: sentAt.getTime(), ringingAt: ms(ringingAt) },
      ...{ outcome, mosHundredths },
    })),
  }));
}

import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { displayNumber } from '@/lib/phone';
import type { TrafficChoices, TrafficRun } from './types';

/** Single numbers that are offered; whoever has more takes all of them. */
const OFFERED = 200;

/** The numbers of the account that traffic could call from. */
export async function getTrafficChoices(ctx: Context): Promise<TrafficChoices> {
  authorize(ctx, 'network.operate');
  const active = { accountId: ctx.accountId, status: { in: ['active' as const, 'past_due' as const] } };
  const paired = { ...active, primaryPairs: { some: { state: 'active' as const } } };
  const [all, withFallback, rows] = await Promise.all([
    reader(ctx).rental.count({ where: active }),
    reader(ctx).rental.count({ where: paired }),
    reader(ctx).$queryRaw<{ number: string; alias: string | null; isPaired: boolean }[]>`
      SELECT r.number, r.alias, p.id IS NOT NULL AS "isPaired" FROM rentals r
        LEFT JOIN ha_pairs p ON p.primary_rental_id = r.id AND p.state = 'active'
       WHERE r.account_id = ${ctx.accountId} AND r.status IN ('active', 'past_due')
       ORDER BY p.id IS NULL, r.number LIMIT ${OFFERED}`,
  ]);
  return {
    paired: withFallback,
    active: all,
    numbers: rows.map((row) => ({ ...row, display: displayNumber(row.number) })),
  };
}

function fromText(numbers: readonly string[]): string {
  const [only = ''] = numbers;
  return numbers.length === 1 ? displayNumber(only) : `${numbers.length} numbers`;
}

/** Traffic of the account that runs, the latest first. */
export async function listTraffic(ctx: Context): Promise<TrafficRun[]> {
  authorize(ctx, 'network.operate');
  const rows = await reader(ctx).trafficGenerator.findMany({
    where: { accountId: ctx.accountId, stoppedAt: null, endsAt: { gt: ctx.now() } },
    orderBy: { startsAt: 'desc' },
  });
  const users = await reader(ctx).user.findMany({
    where: { id: { in: rows.map(({ createdBy }) => createdBy) } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return rows.map(({ id, callsPerSecond, numbers, destinations, startsAt, endsAt, createdBy }) => ({
    ...{ id, callsPerSecond, startsAt, endsAt, from: fromText(numbers) },
    to: destinations.map((prefix) => `+${prefix}`).join(', '),
    by: names.get(createdBy) ?? createdBy,
  }));
}

import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import type { ReplayCarrier } from './types';

/** The carriers of the account's active numbers, with the numbers on each and the carrier that mostly backs them. */
export async function listReplayCarriers(ctx: Context): Promise<ReplayCarrier[]> {
  authorize(ctx, 'numbers.read');
  const rows = await reader(ctx).$queryRaw<ReplayCarrier[]>`
    SELECT own.slug, own.name, own.numbers, own.pairs, own."haRentalPerMonth",
      CASE WHEN f.slug IS NOT NULL THEN jsonb_build_object('id', f.slug, 'name', f.name) END AS fallback
    FROM (
      SELECT c.slug, c.name, array_agg(r.number ORDER BY r.number) AS numbers,
        count(p.id)::int AS pairs, mode() WITHIN GROUP (ORDER BY fallback.carrier_id) AS fallback_carrier_id,
        (avg(fallback.monthly_micros) / 1e6)::float AS "haRentalPerMonth"
      FROM rentals r
      JOIN carriers c ON c.id = r.carrier_id
      LEFT JOIN ha_pairs p ON p.primary_rental_id = r.id AND p.state = 'active'
      LEFT JOIN rentals fallback ON fallback.id = p.fallback_rental_id
      WHERE r.account_id = ${ctx.accountId} AND r.status IN ('active', 'past_due')
      GROUP BY c.slug, c.name) own
    LEFT JOIN carriers f ON f.id = own.fallback_carrier_id
    ORDER BY own.pairs DESC, cardinality(own.numbers) DESC, own.name`;
  return rows;
}

/** When the first and the latest call of the account's log began; null when it is empty. Read from the index of ids alone. */
export async function findLogRange(ctx: Context): Promise<{ first: Date; last: Date } | null> {
  authorize(ctx, 'numbers.read');
  const where = { accountId: ctx.accountId };
  const [first, last] = await Promise.all([
    reader(ctx).call.findFirst({ where, orderBy: { id: 'asc' }, select: { queuedAt: true } }),
    reader(ctx).call.findFirst({ where, orderBy: { id: 'desc' }, select: { queuedAt: true } }),
  ]);
  return first && last ? { first: first.queuedAt, last: last.queuedAt } : null;
}

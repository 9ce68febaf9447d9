import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import type { NumberCount } from './types';

/** How many numbers the account rents. */
export async function countNumbers(ctx: Context): Promise<NumberCount> {
  authorize(ctx, 'numbers.read');
  const [count] = await reader(ctx).$queryRaw<NumberCount[]>`
    SELECT (count(*) FILTER (WHERE r.status <> 'provisioning'))::int AS active,
           (count(*) FILTER (WHERE r.status = 'provisioning'))::int AS provisioning,
           (count(p.id) FILTER (WHERE r.status <> 'provisioning'))::int AS fallbacks
      FROM rentals r LEFT JOIN ha_pairs p ON p.fallback_rental_id = r.id AND p.state NOT IN ('off', 'failed')
     WHERE r.account_id = ${ctx.accountId} AND r.status IN ('active', 'past_due', 'provisioning')`;
  return count ?? { active: 0, fallbacks: 0, provisioning: 0 };
}

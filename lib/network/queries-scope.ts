import 'server-only';
import { isAllowed } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import type { LiveScope } from './rules-live';

/** What the viewer may see of the network: everything as the operator, else the carriers of the account's own numbers. */
export async function getLiveScope(ctx: Context): Promise<LiveScope> {
  if (isAllowed(ctx, 'network.operate')) return null;
  const rows = await reader(ctx).rental.findMany({
    where: { accountId: ctx.accountId, status: { in: ['active', 'past_due'] } },
    select: { number: true, carrier: { select: { slug: true } } },
  });
  return {
    carriers: new Set(rows.map(({ carrier }) => carrier.slug)),
    numbers: new Set(rows.map(({ number }) => number)),
  };
}

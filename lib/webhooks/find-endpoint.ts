import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';

interface Standing {
  url: string;
  isEnabled: boolean;
}

/** An endpoint of the account that is not removed, locked. */
export async function findEndpoint(ctx: Context, tx: Transaction, endpointId: string): Promise<Standing> {
  const [endpoint] = await tx.$queryRaw<Standing[]>`
    SELECT url, is_enabled AS "isEnabled" FROM webhook_endpoints
     WHERE id = ${endpointId} AND account_id = ${ctx.accountId} AND removed_at IS NULL FOR UPDATE`;
  if (!endpoint) throw new AppError('not_found', 'This endpoint is not there any more; it may have been removed.');
  return endpoint;
}

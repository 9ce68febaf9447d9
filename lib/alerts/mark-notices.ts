import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { canSeeBilling } from './queries';
import { readerId, visibleKinds } from './rules';
import { type MarkNoticesInput, markNoticesInput } from './schema';

/**
 * Notes that the person has read one notice, or all of them. Returns how many were unread. No audit row: it changes
 * nothing but what this person is shown.
 */
export async function markNotices(ctx: Context, input: MarkNoticesInput): Promise<number> {
  authorize(ctx, 'numbers.read');
  const { noticeId = null } = parseInput(markNoticesInput, input);
  const userId = readerId(ctx);
  if (!userId) throw new AppError('forbidden', 'Only a signed-in person reads notices.');
  return withTransaction(
    ctx,
    (tx) =>
      tx.$executeRaw`
      INSERT INTO alert_reads (alert_id, user_id, read_at)
      SELECT a.id, ${userId}, ${ctx.now()}::timestamptz FROM alerts a
       WHERE a.account_id = ${ctx.accountId} AND a.in_app AND (${noticeId}::text IS NULL OR a.id = ${noticeId}::text)
         AND a.kind::text = ANY(${visibleKinds(canSeeBilling(ctx))}::text[])
      ON CONFLICT DO NOTHING`,
  );
}

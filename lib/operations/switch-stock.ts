import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { setStockOut } from '@/lib/carriers';
import { type Context, withTransaction } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { type SwitchStockInput, switchStockInput } from './schema';

/**
 * Takes a carrier's free numbers, of an area or all, off sale, or puts those that are off sale back on it. Numbers that
 * customers have are not touched. Returns how many numbers changed.
 *
 * @throws AppError forbidden, invalid_input, not_found (carrier or area).
 */
export async function switchStock(ctx: Context, input: SwitchStockInput): Promise<number> {
  authorize(ctx, 'network.operate');
  const { carrier, areaCode, out, reason } = parseInput(switchStockInput, input);
  return withTransaction(ctx, async (tx) => {
    const count = await setStockOut({ carrier, out, ...(areaCode !== '' && { areaCode }) }, tx);
    if (count === 0) return 0;
    await recordAudit({ ...ctx, accountId: null }, tx, {
      action: out ? 'carrier.stock_out' : 'carrier.stock_in',
      entityType: 'carrier',
      entityId: carrier,
      after: { numbers: count, areaCode: areaCode || 'all', reason },
    });
    return count;
  });
}

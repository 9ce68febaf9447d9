import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type StockImportInput, stockImportInput } from './schema';

/**
 * Ends an import that waits, runs or was only looked at. Numbers that are imported by then stay; its file is forgotten.
 *
 * @throws AppError forbidden, invalid_input, not_found, conflict (it has ended).
 */
export async function cancelImport(ctx: Context, input: StockImportInput): Promise<void> {
  authorize(ctx, 'stock.import');
  const { importId: id } = parseInput(stockImportInput, input);
  await withTransaction(ctx, async (tx) => {
    const [before] = await tx.$queryRaw<{ state: string }[]>`
      SELECT state::text AS state FROM stock_imports WHERE id = ${id} FOR UPDATE`;
    if (!before) throw new AppError('not_found', 'Import is unknown; choose one from the list.', { field: 'importId' });
    if (!['checking', 'checked', 'importing'].includes(before.state))
      throw new AppError('conflict', 'This import has ended already; there is nothing to cancel.');
    const data = { state: 'canceled' as const, workerId: null, finishedAt: ctx.now() };
    await tx.stockImport.update({ where: { id }, data, select: { id: true } });
    await tx.stockImportChunk.deleteMany({ where: { importId: id, file: 'uploaded' } });
    await recordAudit({ ...ctx, accountId: null }, tx, {
      action: 'stock.cancel_import',
      entityType: 'stock_import',
      entityId: id,
      before,
      after: { state: 'canceled' },
    });
  });
}

import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type StockImportInput, stockImportInput } from './schema';

/**
 * Asks a worker to import what the dry run looked at. Asked twice it is imported once.
 *
 * @throws AppError forbidden, invalid_input, not_found, conflict (it is not at its dry run's end).
 */
export async function startImport(ctx: Context, input: StockImportInput): Promise<void> {
  authorize(ctx, 'stock.import');
  const { importId: id } = parseInput(stockImportInput, input);
  await withTransaction(ctx, async (tx) => {
    const counts = { rows: 0, added: 0, changed: 0, unchanged: 0, rejected: 0, bytesRead: 0, attempts: 0 };
    const { count } = await tx.stockImport.updateMany({
      where: { id, state: 'checked' },
      data: { ...counts, state: 'importing', finishedAt: null, workerId: null },
    });
    if (count === 0) {
      const known = await tx.stockImport.findUnique({ where: { id }, select: { state: true } });
      if (!known)
        throw new AppError('not_found', 'Import is unknown; choose one from the list.', { field: 'importId' });
      throw new AppError('conflict', 'This import is not at the end of its dry run; look at it again.');
    }
    await recordAudit({ ...ctx, accountId: null }, tx, {
      action: 'stock.start_import',
      entityType: 'stock_import',
      entityId: id,
      after: { state: 'importing' },
    });
  });
}

import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { LIVE_STATUSES } from './rules';
import { type ProtectNumberInput, protectNumberInput } from './schema';

/**
 * Protects a number from release by a person, or ends that. Rent that stays unpaid and a carrier that takes the number
 * back end it all the same. Who may release may protect.
 */
export async function protectNumber(ctx: Context, input: ProtectNumberInput): Promise<void> {
  authorize(ctx, 'numbers.release');
  const { rentalId, isProtected } = parseInput(protectNumberInput, input);
  await withTransaction(ctx, async (tx) => {
    const { count } = await tx.rental.updateMany({
      where: { id: rentalId, accountId: ctx.accountId, status: { in: [...LIVE_STATUSES] }, isProtected: !isProtected },
      data: { isProtected },
    });
    if (count === 0) {
      const own = { id: rentalId, accountId: ctx.accountId, status: { in: [...LIVE_STATUSES] } };
      if ((await tx.rental.count({ where: own })) > 0) return;
      throw new AppError('not_found', 'Number is unknown; choose one of your active numbers.', { field: 'rentalId' });
    }
    await recordAudit(ctx, tx, {
      action: isProtected ? 'number.protect' : 'number.unprotect',
      entityType: 'rental',
      entityId: rentalId,
      before: { isProtected: !isProtected },
      after: { isProtected },
    });
  });
}

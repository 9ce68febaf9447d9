import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { lockApplication } from './find-application';
import { isRemovable } from './rules';
import { type ApplicationInput, applicationInput } from './schema';

/** Removes an application that was never accepted, with its documents. */
export async function removeApplication(ctx: Context, input: ApplicationInput): Promise<void> {
  authorize(ctx, 'compliance.manage');
  const { applicationId } = parseInput(applicationInput, input);
  await withTransaction(ctx, async (tx) => {
    const known = await lockApplication(tx, applicationId, ctx.accountId);
    const rentals = await tx.rental.count({ where: { complianceApplicationId: applicationId } });
    if (!isRemovable(known.status) || rentals > 0) {
      const sentence = `Only a draft or rejected application without numbers can be removed. Current status: '${known.status}'.`;
      throw new AppError('conflict', sentence, { field: 'applicationId' });
    }
    await tx.complianceApplication.delete({ where: { id: applicationId }, select: { id: true } });
    await recordAudit(ctx, tx, {
      action: 'compliance.remove',
      entityType: 'compliance_application',
      entityId: applicationId,
      before: { alias: known.alias, status: known.status },
    });
  });
}

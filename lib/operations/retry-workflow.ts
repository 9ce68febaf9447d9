import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { requeueInTransaction } from '@/lib/workflows';
import { findAccountContext } from './find-account-context';
import { findWorkflow } from './find-workflow';
import { type WorkflowInput, workflowInput } from './schema';

const ENDED_BADLY = ['ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'];

/**
 * Puts a workflow that ended badly back on its queue. It goes on at the step that failed: what was done before stays
 * done, and no step is done twice.
 *
 * @throws AppError forbidden, invalid_input, not_found, conflict (it has not ended, or ended well).
 */
export async function retryWorkflow(ctx: Context, input: WorkflowInput): Promise<void> {
  authorize(ctx, 'installation.operate');
  const { workflowId, reason } = parseInput(workflowInput, input);
  await withTransaction(ctx, async (tx) => {
    const { name, status, accountId } = await findWorkflow(tx, workflowId);
    if (!ENDED_BADLY.includes(status))
      throw new AppError(
        'conflict',
        status === 'SUCCESS' ? 'It has ended well meanwhile.' : 'It is waiting or under way already.',
      );
    await requeueInTransaction(tx, name, workflowId);
    const target = accountId ? await findAccountContext({ ...ctx, tx }, accountId) : ctx;
    await recordAudit(target, tx, {
      action: 'workflow.retry',
      entityType: 'workflow',
      entityId: workflowId,
      before: { status },
      after: { status: 'ENQUEUED', reason },
    });
  });
}

import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { endProvisioning } from '@/lib/provisioning';
import { cancelInTransaction } from '@/lib/workflows';
import { findAccountContext } from './find-account-context';
import { findWorkflow } from './find-workflow';
import { type WorkflowInput, workflowInput } from './schema';

/**
 * Ends a workflow that waits, runs or failed. A number that was being set up fails with that: its money is free again,
 * and the number goes back to its carrier by a workflow of its own. A number that was being given back stays out of
 * stock until that is tried again.
 *
 * @throws AppError forbidden, invalid_input, not_found, conflict (it has ended well).
 */
export async function cancelWorkflow(ctx: Context, input: WorkflowInput): Promise<void> {
  authorize(ctx, 'installation.operate');
  const { workflowId, reason } = parseInput(workflowInput, input);
  const found = await withTransaction(ctx, async (tx) => {
    const workflow = await findWorkflow(tx, workflowId);
    if (workflow.status === 'SUCCESS')
      throw new AppError('conflict', 'It has ended well meanwhile; there is nothing to cancel.');
    await cancelInTransaction(tx, workflowId);
    const target = workflow.accountId ? await findAccountContext({ ...ctx, tx }, workflow.accountId) : ctx;
    await recordAudit(target, tx, {
      action: 'workflow.cancel',
      entityType: 'workflow',
      entityId: workflowId,
      before: { status: workflow.status },
      after: { status: 'CANCELLED', reason },
    });
    return workflow;
  });
  // By itself, and safe to do again: killed before it, the workflow stays on the list and is cancelled once more.
  if (found.name !== 'releaseRental') await endProvisioning(found.name, found.entityId);
}

import 'server-only';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { type WorkflowName, workflowEntity } from '@/lib/workflows';

interface FoundWorkflow {
  name: WorkflowName;
  status: string;
  /** Rental or pair. */
  entityId: string;
  /** Whose number it is about. */
  accountId: string | null;
}

/** A workflow, locked until the transaction ends. @throws AppError not_found. */
export async function findWorkflow(tx: Transaction, workflowId: string): Promise<FoundWorkflow> {
  const [found] = await tx.$queryRaw<{ name: WorkflowName; status: string }[]>`
    SELECT name, status FROM dbos.workflow_status WHERE workflow_uuid = ${workflowId} FOR UPDATE`;
  if (!found)
    throw new AppError('not_found', 'Workflow is unknown; choose one from the list.', { field: 'workflowId' });
  const entityId = workflowEntity(workflowId);
  const select = { accountId: true } as const;
  const owner =
    found.name === 'provisionPair'
      ? await tx.haPair.findUnique({ where: { id: entityId }, select })
      : await tx.rental.findUnique({ where: { id: entityId }, select });
  return { ...found, entityId, accountId: owner?.accountId ?? null };
}

import 'server-only';
import { changedKeys, withoutSecrets } from '@/lib/audit/rules';
import { type AccountId, actorId, type Context } from '@/lib/context';
import type { Prisma, Transaction } from '@/lib/db';
import { currentClientAddress } from '@/lib/log-fields';

/** Who did it; no account when the change is the installation's, such as its stock. */
export type AuditContext = Pick<Context, 'actor' | 'requestId' | 'now'> & { accountId: AccountId | null };

export interface AuditEntry {
  /** Entity and verb, for instance number.release. */
  action: string;
  entityType: string;
  entityId: string;
  before?: object | null;
  after?: object | null;
}

function changesOf(entry: AuditEntry): { before?: Prisma.InputJsonObject; after?: Prisma.InputJsonObject } | null {
  const before = entry.before && withoutSecrets({ ...entry.before });
  const after = entry.after && withoutSecrets({ ...entry.after });
  if (before && after) return changedKeys(before, after);
  return { ...(before && { before }), ...(after && { after }) };
}

/**
 * Writes who did what in the transaction of the change, so that neither exists without the other.
 * With both `before` and `after` only the differing keys are kept, and nothing is written when they are alike.
 */
export async function recordAudit(ctx: AuditContext, tx: Transaction, entry: AuditEntry): Promise<void> {
  const changes = changesOf(entry);
  if (!changes) return;
  await tx.auditEvent.create({
    data: {
      accountId: ctx.accountId,
      actorType: ctx.actor.type,
      actorId: actorId(ctx),
      action: entry.action,
      entityType: entry.entityType,
      entityId: entry.entityId,
      ...changes,
      requestId: ctx.requestId,
      address: currentClientAddress(),
      at: ctx.now(),
    },
  });
}

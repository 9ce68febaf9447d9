import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { type CreateApplicationInput, createApplicationInput } from './schema';

/** Applications of an account that were never accepted: each may hold two documents. */
const MAX_OPEN = 50;

/** One beginning of an account at a time makes the count exact. */
async function refuseTooMany(ctx: Context, tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`compliance:${ctx.accountId}`}, 0))`;
  const status = { in: ['draft' as const, 'submitted' as const, 'rejected' as const] };
  const open = await tx.complianceApplication.count({ where: { accountId: ctx.accountId, status } });
  if (open < MAX_OPEN) return;
  const sentence = `At most ${MAX_OPEN} applications can be open at a time: remove a draft or a rejected one first.`;
  throw new AppError('conflict', sentence);
}

/** Begins an application for India local numbers as a draft; any of its fields may still be missing. */
export async function createApplication(ctx: Context, input: CreateApplicationInput): Promise<{ id: string }> {
  authorize(ctx, 'compliance.manage');
  const { alias, businessName, ...details } = parseInput(createApplicationInput, input);
  const id = createId('cmp');
  const kind = { countryIso: 'IN', numberType: 'local', status: 'draft' } as const;
  await withTransaction(ctx, async (tx) => {
    await refuseTooMany(ctx, tx);
    await tx.complianceApplication.create({
      data: { id, accountId: ctx.accountId, alias, businessName, details, ...kind, createdAt: ctx.now() },
      select: { id: true },
    });
    const after = { alias, businessName, ...details, ...kind };
    await recordAudit(ctx, tx, {
      action: 'compliance.create',
      entityType: 'compliance_application',
      entityId: id,
      after,
    });
  });
  return { id };
}

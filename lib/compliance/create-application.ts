import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { type CreateApplicationInput, createApplicationInput } from './schema';

/** Begins an application for India local numbers as a draft; any of its fields may still be missing. */
export async function createApplication(ctx: Context, input: CreateApplicationInput): Promise<{ id: string }> {
  authorize(ctx, 'compliance.manage');
  const { alias, businessName, ...details } = parseInput(createApplicationInput, input);
  const id = createId('cmp');
  const kind = { countryIso: 'IN', numberType: 'local', status: 'draft' } as const;
  await withTransaction(ctx, async (tx) => {
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

import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { assertEditable, lockApplication } from './find-application';
import { withCorrected } from './rules';
import { type UpdateApplicationInput, updateApplicationInput } from './schema';

/** Saves the fields of an application that nobody reviews and no number rests on; they may be incomplete. */
export async function updateApplication(ctx: Context, input: UpdateApplicationInput): Promise<void> {
  authorize(ctx, 'compliance.manage');
  const { applicationId, alias, businessName, ...details } = parseInput(updateApplicationInput, input);
  await withTransaction(ctx, async (tx) => {
    const known = await lockApplication(tx, applicationId, ctx.accountId);
    assertEditable(known.status);
    const before = known.details;
    const after = { businessName, ...details };
    const isChanged = JSON.stringify(Object.entries(before).sort()) !== JSON.stringify(Object.entries(after).sort());
    const itemReasons = isChanged ? withCorrected(known.itemReasons, 'business_details') : known.itemReasons;
    await tx.complianceApplication.update({
      where: { id: applicationId },
      data: { alias, businessName, details, itemReasons: { ...itemReasons } },
      select: { id: true },
    });
    await recordAudit(ctx, tx, {
      action: 'compliance.update',
      entityType: 'compliance_application',
      entityId: applicationId,
      before: { alias: known.alias, ...before },
      after: { alias, ...after },
    });
  });
}

import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { assertMove, lockApplication } from './find-application';
import { ITEM_WORDS } from './format';
import { raiseReviewAlert } from './raise-application-alert';
import { DOCUMENT_ITEMS, uncorrectedItem } from './rules';
import { type ApplicationInput, applicationInput, completeDetails } from './schema';

/** Hands an application to the operator's review: every field given, both certificates there, every rejection corrected. */
export async function submitApplication(ctx: Context, input: ApplicationInput): Promise<void> {
  authorize(ctx, 'compliance.manage');
  const { applicationId } = parseInput(applicationInput, input);
  await withTransaction(ctx, async (tx) => {
    const known = await lockApplication(tx, applicationId, ctx.accountId);
    assertMove(known.status, 'submitted', 'customer');
    parseInput(completeDetails, known.details);
    await requireDocuments(tx, applicationId);
    const open = uncorrectedItem(known.itemReasons);
    if (open) {
      const sentence = `${ITEM_WORDS[open.item]}: still as it was rejected (${open.reason}) Change it before you submit again.`;
      throw new AppError('conflict', sentence, { field: open.item });
    }
    const submissions = known.submissions + 1;
    await tx.complianceApplication.update({
      where: { id: applicationId },
      data: { status: 'submitted', statusReason: null, submissions, submittedAt: ctx.now() },
      select: { id: true },
    });
    await recordAudit(ctx, tx, {
      action: 'compliance.submit',
      entityType: 'compliance_application',
      entityId: applicationId,
      before: { status: known.status, submissions: known.submissions },
      after: { status: 'submitted', submissions },
    });
    const { accountId } = known;
    await raiseReviewAlert(tx, { id: applicationId, accountId, submission: submissions, at: ctx.now() });
  });
}

async function requireDocuments(tx: Transaction, applicationId: string): Promise<void> {
  const found = await tx.complianceDocument.findMany({ where: { applicationId }, select: { item: true } });
  const missing = DOCUMENT_ITEMS.find((item) => !found.some((document) => document.item === item));
  if (!missing) return;
  throw new AppError('invalid_input', `Add the ${ITEM_WORDS[missing].replace(/^[RC]/, (c) => c.toLowerCase())}.`, {
    field: missing,
  });
}

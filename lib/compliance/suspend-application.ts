import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { asAccountId, type Context, withTransaction } from '@/lib/context';
import { dayIn, dayOf } from '@/lib/datetime';
import { parseInput } from '@/lib/invalid-input';
import { assertMove, lockApplication } from './find-application';
import { suspensionSentence } from './format';
import { countBlocked } from './queries-effect';
import { raiseApplicationAlert } from './raise-application-alert';
import {
  type ApplicationInput,
  applicationInput,
  type SuspendApplicationInput,
  suspendApplicationInput,
} from './schema';
import type { SuspensionEffect } from './types';

/**
 * For the operator: takes an accepted application out of force. Calls from its numbers, fallback numbers included, are
 * refused from the agent's next reading of its tables on (a notice at commit makes that at once), and no number can be
 * rented under it. Answers with what that concerns.
 */
export async function suspendApplication(ctx: Context, input: SuspendApplicationInput): Promise<SuspensionEffect> {
  authorize(ctx, 'compliance.review');
  const { applicationId, reason } = parseInput(suspendApplicationInput, input);
  return withTransaction(ctx, async (tx) => {
    const known = await lockApplication(tx, applicationId, 'any account');
    assertMove(known.status, 'suspended', 'operator');
    const { id, alias } = known;
    const at = ctx.now();
    const accountId = asAccountId(known.accountId);
    await tx.complianceApplication.update({
      where: { id },
      data: { status: 'suspended', statusReason: reason, decidedAt: at },
    });
    await recordAudit({ ...ctx, accountId }, tx, {
      action: 'compliance.suspend',
      entityType: 'compliance_application',
      entityId: id,
      before: { status: known.status },
      after: { status: 'suspended', reason },
    });
    const effect = await countBlocked(tx, id);
    const sentence = `was suspended: ${/[.!?…]$/.test(reason) ? reason : `${reason}.`} ${suspensionSentence(effect)}`;
    const occurrence = `suspended ${at.toISOString()}`;
    await raiseApplicationAlert(tx, { id, accountId, alias, status: 'suspended', occurrence, sentence, at });
    return effect;
  });
}

/** For the operator: puts a suspended application in force again, or lets it be expired when its validity ended meanwhile. */
export async function liftSuspension(
  ctx: Context,
  input: ApplicationInput,
): Promise<{ status: 'accepted' | 'expired' }> {
  authorize(ctx, 'compliance.review');
  const { applicationId } = parseInput(applicationInput, input);
  return withTransaction(ctx, async (tx) => {
    const known = await lockApplication(tx, applicationId, 'any account');
    const { id, alias, validUntil } = known;
    const accountId = asAccountId(known.accountId);
    const { timeZone } = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { timeZone: true } });
    const at = ctx.now();
    const isOver = validUntil !== null && dayOf(validUntil) < dayIn(timeZone, at);
    const status = isOver ? ('expired' as const) : ('accepted' as const);
    // Only a suspended one can go to either: the accepted of a review is another verb.
    assertMove(known.status, 'expired', 'operator');
    await tx.complianceApplication.update({ where: { id }, data: { status, statusReason: null, decidedAt: at } });
    await recordAudit({ ...ctx, accountId }, tx, {
      action: 'compliance.lift',
      entityType: 'compliance_application',
      entityId: id,
      before: { status: known.status },
      after: { status },
    });
    const sentence = isOver
      ? 'is no longer suspended, but its validity ended meanwhile: submit it again.'
      : 'is no longer suspended: calls from its numbers go out again.';
    const occurrence = `lifted ${at.toISOString()}`;
    await raiseApplicationAlert(tx, { id, accountId, alias, status, occurrence, sentence, at });
    return { status };
  });
}

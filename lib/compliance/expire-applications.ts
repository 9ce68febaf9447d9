import 'server-only';
import { recordAudit } from '@/lib/audit';
import { asAccountId, systemContext } from '@/lib/context';
import { dayIn, dayOf, formatDay } from '@/lib/datetime';
import { db, type Transaction } from '@/lib/db';
import { log } from '@/lib/log';
import { type LockedApplication, lockApplication } from './find-application';
import { countBlocked } from './queries-effect';
import { raiseApplicationAlert } from './raise-application-alert';
import { canMoveApplication, dueOn, REMINDER_DAYS } from './rules';

/**
 * Worker job: tells accounts of applications that end in 30, 7 and 1 days, once each, and expires those whose last day
 * is over in their account's time zone. Returns how many it told or expired.
 */
export async function expireApplications(now: Date): Promise<number> {
  // A day more than the first reminder: days begin at other hours elsewhere.
  const soon = new Date(now.getTime() + (REMINDER_DAYS[0] + 1) * 86_400_000);
  const near = await db.complianceApplication.findMany({
    where: { status: { in: ['accepted', 'suspended'] }, validUntil: { lte: soon } },
    select: { id: true },
    orderBy: { validUntil: 'asc' },
  });
  let count = 0;
  for (const { id } of near) {
    try {
      if (await db.$transaction((tx) => look(tx, id, now))) count += 1;
    } catch (error) {
      log.error({ err: error, applicationId: id }, 'looking at the end of a compliance application failed');
    }
  }
  return count;
}

/** Looks again with the row locked: two workers tell and expire once. */
async function look(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const known = await lockApplication(tx, id, 'any account');
  const { accountId, validUntil, status } = known;
  if (validUntil === null || !canMoveApplication(status, 'expired', 'job')) return false;
  const { timeZone } = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { timeZone: true } });
  const until = dayOf(validUntil);
  const due = dueOn(until, dayIn(timeZone, now));
  if (due === null) return false;
  if ('expired' in due) return expire(tx, known, { until, now });
  if (status !== 'accepted') return false;
  const { numbers } = await countBlocked(tx, id);
  const when = due.left === 0 ? 'today' : due.left === 1 ? 'tomorrow' : `in ${due.left} days`;
  const calls =
    numbers === 0 ? '' : ` Then calls from its ${numbers === 1 ? 'number' : `${numbers} numbers`} are blocked.`;
  const sentence = `ends ${when}, on ${formatDay(until)}.${calls} Submit a new one in time and link the numbers to it.`;
  return raiseApplicationAlert(tx, { ...known, occurrence: `${until} in ${due.remind}`, sentence, at: now });
}

async function expire(tx: Transaction, known: LockedApplication, at: { until: string; now: Date }): Promise<boolean> {
  const { id, accountId, status } = known;
  const ctx = systemContext(asAccountId(accountId), 'expire applications', () => at.now);
  await tx.complianceApplication.update({ where: { id }, data: { status: 'expired' }, select: { id: true } });
  await recordAudit(ctx, tx, {
    action: 'compliance.expire',
    entityType: 'compliance_application',
    entityId: id,
    before: { status },
    after: { status: 'expired' },
  });
  const { numbers } = await countBlocked(tx, id);
  const calls = numbers === 0 ? '' : ` Calls from its ${numbers === 1 ? 'number' : `${numbers} numbers`} are blocked.`;
  const sentence = `has expired: its last day was ${formatDay(at.until)}.${calls} Bring it up to date and submit it again, or link the numbers to another one.`;
  await raiseApplicationAlert(tx, {
    ...known,
    status: 'expired',
    occurrence: `${at.until} expired`,
    sentence,
    at: at.now,
  });
  return true;
}

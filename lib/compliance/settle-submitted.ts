import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { asAccountId, type Context, withTransaction } from '@/lib/context';
import { dayIn, formatDay } from '@/lib/datetime';
import type { Prisma, Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { assertMove, type LockedApplication, lockApplication } from './find-application';
import { ITEM_WORDS } from './format';
import { raiseApplicationAlert } from './raise-application-alert';
import { COMPLIANCE_ITEMS } from './rules';
import {
  type AcceptSubmittedInput,
  acceptSubmittedInput,
  type RejectSubmittedInput,
  rejectSubmittedInput,
} from './schema';
import type { ItemReasons } from './types';

interface Settlement {
  to: 'accepted' | 'rejected';
  /** Whether it can be settled so; throws the sentence that says why not. */
  check?: (application: LockedApplication, tx: Transaction) => Promise<void>;
  data: Prisma.ComplianceApplicationUpdateInput;
  /** What the history shows of it. */
  audited: object;
  sentence: string;
}

/** Ends the review of the very submission that was looked at. */
async function settle(
  ctx: Context,
  seen: { applicationId: string; submission: number },
  { to, check, data, audited, sentence }: Settlement,
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const known = await lockApplication(tx, seen.applicationId, 'any account');
    assertMove(known.status, to, 'operator');
    if (known.submissions !== seen.submission) {
      const again = 'The application was submitted again since you opened it; look at it once more.';
      throw new AppError('conflict', again, { field: 'submission' });
    }
    await check?.(known, tx);
    const { id, accountId, alias } = known;
    const at = ctx.now();
    await tx.complianceApplication.update({ where: { id }, data: { ...data, status: to, decidedAt: at } });
    await recordAudit({ ...ctx, accountId: asAccountId(accountId) }, tx, {
      action: to === 'accepted' ? 'compliance.accept' : 'compliance.reject',
      entityType: 'compliance_application',
      entityId: id,
      before: { status: known.status },
      after: { status: to, ...audited },
    });
    const occurrence = `${to} ${seen.submission}`;
    await raiseApplicationAlert(tx, { id, accountId, alias, status: to, occurrence, sentence, at });
  });
}

/** For the operator: accepts a submitted application until a day of its account's time zone, or without end. */
export async function acceptSubmitted(ctx: Context, input: AcceptSubmittedInput): Promise<void> {
  authorize(ctx, 'compliance.review');
  const { validUntil, ...seen } = parseInput(acceptSubmittedInput, input);
  await settle(ctx, seen, {
    to: 'accepted',
    check: async ({ accountId }, tx) => {
      const { timeZone } = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { timeZone: true } });
      if (validUntil === null || validUntil > dayIn(timeZone, ctx.now())) return;
      throw new AppError('invalid_input', 'Valid until must be a day to come.', { field: 'validUntil' });
    },
    data: {
      validUntil: validUntil === null ? null : new Date(`${validUntil}T00:00:00Z`),
      statusReason: null,
      itemReasons: {},
    },
    audited: { validUntil },
    sentence: `was accepted${validUntil === null ? '' : ` and is valid until ${formatDay(validUntil)}`}: India local numbers can be rented under it.`,
  });
}

/** For the operator: sends a submitted application back, with a reason for each item that is not right. */
export async function rejectSubmitted(ctx: Context, input: RejectSubmittedInput): Promise<void> {
  authorize(ctx, 'compliance.review');
  const { reasons, ...seen } = parseInput(rejectSubmittedInput, input);
  const itemReasons: ItemReasons = {};
  const told: string[] = [];
  for (const item of COMPLIANCE_ITEMS) {
    const reason = reasons[item];
    if (reason === undefined) continue;
    itemReasons[item] = { reason: asSentence(reason), isCorrected: false };
    told.push(`${ITEM_WORDS[item]}: ${asSentence(reason)}`);
  }
  const statusReason = told.join(' ');
  await settle(ctx, seen, {
    to: 'rejected',
    data: { statusReason, itemReasons: { ...itemReasons } },
    audited: { reason: statusReason },
    sentence: `was rejected. ${statusReason} Correct it and submit it again.`,
  });
}

function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

import 'server-only';
import { authorize, isAllowed } from '@/lib/auth';
import { type AccountId, type Context, reader } from '@/lib/context';
import type { Database, Prisma, Transaction } from '@/lib/db';
import { type KeysetCursor, type KeysetPage, keysetPage, keysetQuery } from '@/lib/keyset';
import { UNREAD_COUNTED } from './format';
import {
  DEFAULT_DAYS_AHEAD,
  DEFAULT_THRESHOLDS_MICROS,
  QUIET_KINDS,
  RULED_KINDS,
  readerId,
  visibleKinds,
} from './rules';
import type { AlertRules, MailChoices, Notice, NoticeSummary } from './types';

const NOTICE_PAGE_SIZE = 30;
/** Notices the header's panel shows. */
const LATEST = 6;

/** How the account wants to be told; for what it never decided, the defaults. */
export async function readAlertRules(from: Database | Transaction, accountId: AccountId): Promise<AlertRules> {
  const [account, chosen] = await Promise.all([
    from.account.findUniqueOrThrow({ where: { id: accountId }, select: { currency: true } }),
    from.alertRule.findMany({ where: { accountId } }),
  ]);
  const rules = RULED_KINDS.map((kind) => {
    const rule = chosen.find((one) => one.kind === kind);
    const unasked = !QUIET_KINDS.includes(kind);
    return { kind, inApp: rule?.inApp ?? unasked, webhooks: rule?.webhooks ?? unasked };
  });
  const thresholdsMicros = chosen.find(({ kind }) => kind === 'low_balance')?.thresholdsMicros;
  const daysAhead = chosen.find(({ kind }) => kind === 'rent_short')?.daysAhead ?? DEFAULT_DAYS_AHEAD;
  return {
    ...{ rules, currency: account.currency, daysAhead },
    thresholdsMicros: thresholdsMicros ?? [...DEFAULT_THRESHOLDS_MICROS],
  };
}

export async function getAlertRules(ctx: Context): Promise<AlertRules> {
  authorize(ctx, 'alerts.manage');
  return readAlertRules(reader(ctx), ctx.accountId);
}

/** The kinds of which the caller may get e-mail from the account, and does. */
export async function getMailChoices(ctx: Context): Promise<MailChoices> {
  authorize(ctx, 'numbers.read');
  const chosen = await reader(ctx).alertMailChoice.findMany({
    where: { accountId: ctx.accountId, userId: readerId(ctx) ?? '' },
    select: { kind: true },
  });
  const visible = visibleKinds(canSeeBilling(ctx));
  const kinds = RULED_KINDS.filter((kind) => visible.includes(kind));
  return { kinds, chosen: kinds.filter((kind) => chosen.some((one) => one.kind === kind)) };
}

/** Whether notices about money are for this person. */
export function canSeeBilling(ctx: Context): boolean {
  return isAllowed(ctx, 'billing.read');
}

function shownTo(ctx: Context): Prisma.AlertWhereInput {
  return { accountId: ctx.accountId, inApp: true, kind: { in: visibleKinds(canSeeBilling(ctx)) } };
}

function columnsFor(userId: string | null) {
  return {
    id: true,
    kind: true,
    createdAt: true,
    sentence: true,
    link: true,
    reads: { where: { userId: userId ?? '' }, select: { readAt: true } },
  } satisfies Prisma.AlertSelect;
}

function toNotice(row: Prisma.AlertGetPayload<{ select: ReturnType<typeof columnsFor> }>): Notice {
  const { createdAt, reads, ...notice } = row;
  return { ...notice, at: createdAt, isRead: reads.length > 0 };
}

/** How many notices the person has not read, and the newest ones. */
export async function getNoticeSummary(ctx: Context): Promise<NoticeSummary> {
  authorize(ctx, 'numbers.read');
  const userId = readerId(ctx);
  const where = shownTo(ctx);
  const unread = { ...where, reads: { none: { userId: userId ?? '' } } };
  const [count, latest] = await Promise.all([
    reader(ctx).alert.count({ where: unread, take: UNREAD_COUNTED + 1 }),
    reader(ctx).alert.findMany({ where, select: columnsFor(userId), orderBy: { id: 'desc' }, take: LATEST }),
  ]);
  return { unread: count, latest: latest.map(toNotice) };
}

interface NoticeFilters extends KeysetCursor {
  /** Only what the person has not read. */
  unread: boolean;
}

/** One page of notices, newest first; without a cursor the newest page. */
export async function listNotices(ctx: Context, { unread, ...cursor }: NoticeFilters): Promise<KeysetPage<Notice>> {
  authorize(ctx, 'numbers.read');
  const userId = readerId(ctx);
  const page = keysetQuery(cursor);
  const found = await reader(ctx).alert.findMany({
    where: { ...shownTo(ctx), ...(unread && { reads: { none: { userId: userId ?? '' } } }), ...page.where },
    select: columnsFor(userId),
    orderBy: page.orderBy,
    take: NOTICE_PAGE_SIZE + 1,
  });
  return keysetPage(found.map(toNotice), NOTICE_PAGE_SIZE, cursor);
}

import 'server-only';
import { authorize, isAllowed } from '@/lib/auth';
import { type AccountId, type Context, reader } from '@/lib/context';
import type { Database, Prisma, Transaction } from '@/lib/db';
import { type KeysetCursor, type KeysetPage, keysetPage, keysetQuery } from '@/lib/keyset';
import { UNREAD_COUNTED } from './format';
import { DEFAULT_THRESHOLDS_MICROS, RULED_KINDS, readerId, visibleKinds } from './rules';
import type { AlertRules, Notice, NoticeSummary } from './types';

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
    return { kind, inApp: rule?.inApp ?? true, webhooks: rule?.webhooks ?? true };
  });
  const thresholdsMicros = chosen.find(({ kind }) => kind === 'low_balance')?.thresholdsMicros;
  return { rules, currency: account.currency, thresholdsMicros: thresholdsMicros ?? [...DEFAULT_THRESHOLDS_MICROS] };
}

export async function getAlertRules(ctx: Context): Promise<AlertRules> {
  authorize(ctx, 'alerts.manage');
  return readAlertRules(reader(ctx), ctx.accountId);
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

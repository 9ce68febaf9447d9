import 'server-only';
import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import type { Prisma } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { isId } from '@/lib/ids';
import { type KeysetCursor, type KeysetPage, keysetPage, keysetQuery } from '@/lib/keyset';
import type { DeliveryDetail, DeliveryFilters, DeliveryRow, Endpoint } from './types';

const DELIVERY_PAGE_SIZE = 50;

/** The account's endpoints, oldest first. */
export async function listEndpoints(ctx: Context): Promise<Endpoint[]> {
  authorize(ctx, 'alerts.manage');
  const rows = await reader(ctx).webhookEndpoint.findMany({
    where: { accountId: ctx.accountId, removedAt: null },
    orderBy: { id: 'asc' },
    select: {
      ...{ id: true, url: true, description: true, isEnabled: true, createdAt: true, lastDeliveredAt: true },
      deliveries: { orderBy: { id: 'desc' }, take: 1, select: { state: true } },
    },
  });
  return rows.map(({ deliveries, ...row }) => ({ ...row, lastState: deliveries[0]?.state ?? null }));
}

/** Every endpoint the delivery log may name, removed ones too. */
export async function listLoggedEndpoints(ctx: Context): Promise<{ id: string; url: string; isRemoved: boolean }[]> {
  authorize(ctx, 'alerts.manage');
  const rows = await reader(ctx).webhookEndpoint.findMany({
    where: { accountId: ctx.accountId },
    orderBy: { id: 'asc' },
    select: { id: true, url: true, removedAt: true },
  });
  return rows.map(({ id, url, removedAt }) => ({ id, url, isRemoved: removedAt !== null }));
}

const columns = {
  id: true,
  event: true,
  state: true,
  createdAt: true,
  nextTryAt: true,
  endpoint: { select: { url: true } },
  _count: { select: { attempts: true } },
} satisfies Prisma.WebhookDeliverySelect;

const newest = {
  attempts: { orderBy: { position: 'desc' }, take: 1, select: { status: true, error: true } },
} satisfies Prisma.WebhookDeliverySelect;

type Found = Prisma.WebhookDeliveryGetPayload<{ select: typeof columns & typeof newest }>;

function toRow({ endpoint, _count, attempts, nextTryAt, ...row }: Found): DeliveryRow {
  const last = attempts[0];
  return {
    ...row,
    url: endpoint.url,
    attemptCount: _count.attempts,
    lastStatus: last?.status ?? null,
    lastError: last?.error ?? null,
    nextTryAt: row.state === 'pending' ? nextTryAt : null,
  };
}

/** One page of the delivery log, newest first. */
export async function listDeliveries(
  ctx: Context,
  { state, event, endpointId }: DeliveryFilters,
  cursor: KeysetCursor,
): Promise<KeysetPage<DeliveryRow>> {
  authorize(ctx, 'alerts.manage');
  const page = keysetQuery(cursor);
  const found = await reader(ctx).webhookDelivery.findMany({
    where: {
      accountId: ctx.accountId,
      ...(state && { state }),
      ...(event && { event }),
      ...(endpointId && { endpointId }),
      ...page.where,
    },
    select: { ...columns, ...newest },
    orderBy: page.orderBy,
    take: DELIVERY_PAGE_SIZE + 1,
  });
  return keysetPage(found.map(toRow), DELIVERY_PAGE_SIZE, cursor);
}

const parameters = z.record(z.string(), z.string());

/**
 * A delivery with its payload and every attempt.
 *
 * @throws AppError not_found for another account's, or one that is not in the log any more.
 */
export async function getDelivery(ctx: Context, id: string): Promise<DeliveryDetail> {
  authorize(ctx, 'alerts.manage');
  const found = await reader(ctx).webhookDelivery.findFirst({
    // What is no id is nobody's.
    where: { id: isId(id) ? id : '', accountId: ctx.accountId },
    select: {
      ...columns,
      ...{ endpointId: true, payload: true, triesLeft: true },
      endpoint: { select: { url: true, isEnabled: true, removedAt: true } },
      attempts: {
        orderBy: { position: 'desc' },
        select: { position: true, startedAt: true, durationMs: true, status: true, error: true },
      },
    },
  });
  if (!found) throw new AppError('not_found', 'This delivery is not in the log any more.');
  const { endpointId, payload, triesLeft, attempts } = found;
  return {
    ...toRow(found),
    ...{ endpointId, triesLeft, attempts },
    canResend: found.endpoint.isEnabled && found.endpoint.removedAt === null,
    payload: parameters.parse(payload),
  };
}

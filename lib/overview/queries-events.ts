import 'server-only';
import { ALERT_TONES, listNotices } from '@/lib/alerts';
import { actionText, listLatest } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { displayNumber } from '@/lib/phone';
import type { OverviewEvent } from './types';

const SHOWN = 10;

/** The last things that people did in the account and that the product told of, newest first. */
export async function listEvents(ctx: Context): Promise<OverviewEvent[]> {
  authorize(ctx, 'numbers.read');
  const [done, told] = await Promise.all([listDone(ctx), listTold(ctx)]);
  return [...done, ...told].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, SHOWN);
}

async function listTold(ctx: Context): Promise<OverviewEvent[]> {
  const { rows } = await listNotices(ctx, { unread: false, before: null, after: null });
  return rows.slice(0, SHOWN).map(({ id, at, kind, sentence, link }) => ({
    ...{ id: `notice-${id}`, at, sentence, link },
    about: null,
    by: null,
    tone: ALERT_TONES[kind],
  }));
}

async function listDone(ctx: Context): Promise<OverviewEvent[]> {
  const items = await listLatest(ctx, SHOWN);
  const rentalIds = items.flatMap(({ entityType, entityId }) => (entityType === 'rental' ? [entityId] : []));
  const rentals = await reader(ctx).rental.findMany({
    where: { id: { in: rentalIds }, accountId: ctx.accountId },
    select: { id: true, number: true },
  });
  const numbers = new Map(rentals.map(({ id, number }) => [id, number]));
  return items.map(({ id, at, action, actorType, actorName, entityId }) => {
    const number = numbers.get(entityId);
    return {
      ...{ id: `done-${id}`, at, by: actorType === 'system' ? null : actorName, tone: null },
      sentence: actionText(action),
      about: number ? displayNumber(number) : null,
      link: number ? `/phone-numbers/active/${number}` : null,
    };
  });
}

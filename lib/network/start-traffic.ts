import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { type StartTrafficInput, startTrafficInput } from './schema';

/** Makes calls from some of the account's numbers for a while, to be watched. */
export async function startTraffic(
  ctx: Context,
  input: StartTrafficInput,
): Promise<{ trafficId: string; endsAt: Date }> {
  authorize(ctx, 'network.operate');
  const { minutes, ...wish } = parseInput(startTrafficInput, input);
  const numbers = [...new Set(wish.numbers)];
  const startsAt = ctx.now();
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  return withTransaction(ctx, async (tx) => {
    const own = await tx.rental.findMany({
      where: { accountId: ctx.accountId, number: { in: numbers }, status: { in: ['active', 'past_due'] } },
      select: { number: true },
    });
    const known = new Set(own.map(({ number }) => number));
    const foreign = numbers.find((number) => !known.has(number));
    if (foreign !== undefined)
      throw new AppError('invalid_input', `+${foreign} is not an active number of this account.`, { field: 'numbers' });
    const trafficId = createId('trf');
    const order = { callsPerSecond: wish.callsPerSecond, numbers, destinations: wish.destinations, startsAt, endsAt };
    await tx.trafficGenerator.create({
      data: { id: trafficId, accountId: ctx.accountId, ...order, createdBy: actorId(ctx) },
      select: { id: true },
    });
    const entity = { entityType: 'traffic', entityId: trafficId };
    await recordAudit(ctx, tx, { action: 'traffic.start', ...entity, after: order });
    return { trafficId, endsAt };
  });
}

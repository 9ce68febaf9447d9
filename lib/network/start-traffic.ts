import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import { type StartTrafficInput, startTrafficInput, TRAFFIC_NUMBERS_MAX } from './schema';

/** Numbers are made up: nobody's telephone may ring. */
async function refuseRealCarriers(tx: Transaction): Promise<void> {
  const sip = await tx.trunk.findFirst({ where: { kind: 'sip', isEnabled: true }, select: { slug: true } });
  if (!sip) return;
  throw new AppError(
    'conflict',
    `Traffic is for simulated carriers only, and trunk ${sip.slug} reaches real telephones: take it out of use first.`,
  );
}

interface Caller {
  number: string;
  countryIso: string;
}

/** The group's numbers in order; those named, when every one is the account's and active. */
async function findCallers(
  ctx: Context,
  tx: Transaction,
  wanted: 'paired' | 'all' | readonly string[],
): Promise<Caller[]> {
  const active = { accountId: ctx.accountId, status: { in: ['active' as const, 'past_due' as const] } };
  const select = { number: true, countryIso: true } as const;
  if (typeof wanted !== 'string') {
    const own = await tx.rental.findMany({ where: { ...active, number: { in: [...wanted] } }, select });
    const known = new Map(own.map((caller) => [caller.number, caller]));
    return [...new Set(wanted)].map((number) => {
      const caller = known.get(number);
      if (caller) return caller;
      throw new AppError('invalid_input', `+${number} is not an active number of this account.`, { field: 'numbers' });
    });
  }
  const group = wanted === 'paired' ? { primaryPairs: { some: { state: 'active' as const } } } : {};
  const where = { ...active, ...group };
  const callers = await tx.rental.findMany({ where, select, orderBy: { number: 'asc' }, take: TRAFFIC_NUMBERS_MAX });
  if (callers.length > 0) return callers;
  const what = wanted === 'paired' ? 'active number with a fallback' : 'active number';
  throw new AppError('invalid_input', `This account has no ${what} to call from.`, { field: 'numbers' });
}

/** Every call of an India number to elsewhere would be refused, which is no traffic to watch. */
function refuseAnchored(callers: readonly Caller[], destinations: readonly string[]): void {
  const caller = callers.find(({ countryIso }) => countryIso === 'IN');
  const abroad = destinations.find((prefix) => !prefix.startsWith('91'));
  if (!caller || abroad === undefined) return;
  throw new AppError(
    'invalid_input',
    `Calls from India numbers such as ${displayNumber(caller.number)} must go to India: give prefixes that begin with 91, not ${abroad}.`,
    { field: 'destinations' },
  );
}

/** Makes calls from some of the account's numbers for a while, to be watched. They are free. */
export async function startTraffic(
  ctx: Context,
  input: StartTrafficInput,
): Promise<{ trafficId: string; endsAt: Date }> {
  authorize(ctx, 'network.operate');
  const { minutes, numbers, destinations, callsPerSecond } = parseInput(startTrafficInput, input);
  const startsAt = ctx.now();
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  return withTransaction(ctx, async (tx) => {
    await refuseRealCarriers(tx);
    const callers = await findCallers(ctx, tx, numbers);
    refuseAnchored(callers, destinations);
    const trafficId = createId('trf');
    const from = callers.map(({ number }) => number);
    const order = { callsPerSecond, numbers: from, destinations, startsAt, endsAt };
    await tx.trafficGenerator.create({
      data: { id: trafficId, accountId: ctx.accountId, ...order, createdBy: actorId(ctx) },
      select: { id: true },
    });
    const entity = { entityType: 'traffic', entityId: trafficId };
    await recordAudit(ctx, tx, { action: 'traffic.start', ...entity, after: order });
    return { trafficId, endsAt };
  });
}

import 'server-only';
import { raiseAlert } from '@/lib/alerts';
import { recordAudit } from '@/lib/audit';
import { type AccountId, asAccountId, type Context, systemContext } from '@/lib/context';
import { asDate, type Day, dayIn, dayOf, nextRentDay } from '@/lib/datetime';
import { db, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { notifyAccount } from '@/lib/events';
import { formatMoney } from '@/lib/money';
import { displayNumber } from '@/lib/phone';
import { postRent } from './post-rent';
import { isGraceOver, owedRent, releaseDayOf, riskSentence, unpaidReleaseReason } from './rules';
import type { RentalPrice } from './types';
import { updatePairRisk } from './update-pair-risk';

/** A run of this many months in one go would be a broken clock, not a pause. */
const MONTHS_MAX = 240;

/**
 * Ends a rental that stayed unpaid, and what hangs on it: a primary with its fallback, a fallback
 * with its pair. Handed in by the worker, because provisioning builds on billing. False when it
 * cannot be done yet (a number of the pair is just being set up); nothing is written then.
 */
export type ReleaseUnpaid = (ctx: Context, tx: Transaction, rentalId: string, reason: string) => Promise<boolean>;

/** What collecting a rental's rent came to. */
export type RentOutcome = 'not_due' | 'renewed' | 'recovered' | 'past_due' | 'still_due' | 'released';

interface CollectOptions {
  now: Date;
  /** How a rental ends whose grace days are over; without it such a rental stays past due. */
  releaseUnpaid?: ReleaseUnpaid;
}

/**
 * Charges one rental for every month that has begun, as far as the money goes, and moves it between
 * active and past due accordingly; all of it in one transaction with the rental locked, so that two
 * workers charge once. Grace days count from the day collecting first failed: after a pause of the
 * worker nobody loses a number without having been told.
 */
export async function collectRent(rentalId: string, { now, releaseUnpaid }: CollectOptions): Promise<RentOutcome> {
  const collect = async (tx: Transaction): Promise<RentOutcome> => {
    const due = await lockDueRental(tx, rentalId, now);
    if (!due) return 'not_due';
    const ctx: Context = { ...systemContext(due.accountId, 'renewals', () => now), tx };
    const paidUntil = await chargeMonths(ctx, tx, due);
    if (releaseUnpaid && (await releaseAfterGrace(ctx, tx, { due, paidUntil, releaseUnpaid }))) return 'released';
    return settle(ctx, tx, due, paidUntil);
  };
  return db.$transaction(collect, { maxWait: 10_000, timeout: 20_000 });
}

interface DueRental {
  id: string;
  number: string;
  price: RentalPrice;
  status: 'active' | 'past_due';
  /** First day not yet paid for: today or before. */
  paidUntil: Day;
  /** Since when collecting fails, should it fail now. */
  unpaidSince: Day;
  today: Day;
}

interface RentalRow {
  account_id: string;
  time_zone: string;
  number: string;
  status: 'active' | 'past_due';
  paid_until: Date;
  past_due_since: Date | null;
  currency: RentalPrice['currency'];
  setup_micros: bigint;
  monthly_micros: bigint;
  tax_basis_points: number;
}

/** The rental, locked, when it is live and its rent day has come; otherwise null. */
async function lockDueRental(
  tx: Transaction,
  id: string,
  now: Date,
): Promise<(DueRental & { accountId: AccountId }) | null> {
  const [row] = await tx.$queryRaw<RentalRow[]>`
    SELECT r.account_id, a.time_zone, r.number, r.status::text AS status, r.paid_until, r.past_due_since,
           r.currency::text AS currency, r.setup_micros, r.monthly_micros, r.tax_basis_points
      FROM rentals r JOIN accounts a ON a.id = r.account_id
     WHERE r.id = ${id} AND r.status IN ('active', 'past_due') AND r.paid_until IS NOT NULL FOR UPDATE OF r`;
  if (!row) return null;
  const { number, status } = row;
  const today = dayIn(row.time_zone, now);
  const paidUntil = dayOf(row.paid_until);
  if (paidUntil > today) return null;
  const price = {
    currency: row.currency,
    setupMicros: row.setup_micros,
    monthlyMicros: row.monthly_micros,
    taxBasisPoints: row.tax_basis_points,
  };
  const unpaidSince = row.past_due_since ? dayOf(row.past_due_since) : today;
  return { id, accountId: asAccountId(row.account_id), number, price, status, paidUntil, unpaidSince, today };
}

interface Release {
  due: DueRental;
  paidUntil: Day;
  releaseUnpaid: ReleaseUnpaid;
}

/** Ends the rental when its grace days are over and it is still not paid. */
async function releaseAfterGrace(ctx: Context, tx: Transaction, { due, paidUntil, releaseUnpaid }: Release) {
  const { id, number, status, unpaidSince, today } = due;
  if (paidUntil > today || status !== 'past_due' || !isGraceOver(unpaidSince, today)) return false;
  if (!(await releaseUnpaid(ctx, tx, id, unpaidReleaseReason(displayNumber(number))))) return false;
  await tx.rental.update({ where: { id }, data: { paidUntil: asDate(paidUntil) } });
  const { accountId } = ctx;
  await raiseAlert(tx, {
    ...{ accountId, kind: 'past_due', subject: `${id} released`, link: '/phone-numbers/released', at: ctx.now() },
    sentence: `${unpaidReleaseReason(displayNumber(number))} It was released, and can be bought back for a few days.`,
    data: { Number: number },
  });
  await notify(ctx, tx);
  return true;
}

/** Writes what the charges came to; nothing when they came to nothing. */
async function settle(ctx: Context, tx: Transaction, due: DueRental, paidUntil: Day): Promise<RentOutcome> {
  const { id, today } = due;
  const isPaid = paidUntil > today;
  const status = isPaid ? ('active' as const) : ('past_due' as const);
  if (paidUntil === due.paidUntil && status === due.status) return 'still_due';
  await tx.rental.update({
    where: { id },
    data: { paidUntil: asDate(paidUntil), status, pastDueSince: isPaid ? null : asDate(due.unpaidSince) },
  });
  await recordAudit(ctx, tx, {
    action: isPaid ? 'number.renew' : 'number.past_due',
    entityType: 'rental',
    entityId: id,
    before: { paidUntil: due.paidUntil, status: due.status },
    after: { paidUntil, status },
  });
  const pairRisk = status !== due.status || !isPaid ? await updatePairRisk(ctx, tx, id, today) : null;
  if (!isPaid) await tellPastDue(ctx, tx, { ...due, paidUntil }, pairRisk);
  await notify(ctx, tx);
  if (!isPaid) return due.status === 'active' ? 'past_due' : 'still_due';
  return due.status === 'past_due' ? 'recovered' : 'renewed';
}

/** Once a month that could not be collected, whatever else is tried for it. */
async function tellPastDue(ctx: Context, tx: Transaction, due: DueRental, pairRisk: string | null): Promise<void> {
  const { id, number, price, paidUntil, unpaidSince, today } = due;
  const display = displayNumber(number);
  const amount = formatMoney(owedRent(price, paidUntil, today), price.currency);
  const alone = { role: 'single' as const, number: display, amount, dueDay: paidUntil, pastDueSince: unpaidSince };
  await raiseAlert(tx, {
    ...{
      accountId: ctx.accountId,
      kind: 'past_due',
      subject: `${id} due ${paidUntil}`,
      link: '/billing',
      at: ctx.now(),
    },
    sentence: pairRisk ?? riskSentence(alone),
    data: { Number: number, Amount: amount, DueDay: paidUntil, ReleaseDay: releaseDayOf(unpaidSince) },
  });
}

async function notify(ctx: Context, tx: Transaction): Promise<void> {
  await notifyAccount(tx, ctx.accountId, 'billing');
  await notifyAccount(tx, ctx.accountId, 'numbers');
}

/** Charges month after month until the rental is paid beyond today or the money ends; returns the first unpaid day. */
async function chargeMonths(ctx: Context, tx: Transaction, due: DueRental): Promise<Day> {
  let from = due.paidUntil;
  for (let month = 0; from <= due.today; month += 1) {
    if (month === MONTHS_MAX) throw new Error(`Rental ${due.id} would be charged for more than ${MONTHS_MAX} months`);
    const until = nextRentDay(from);
    if (!(await chargeMonth(ctx, tx, due, { from, until }))) return from;
    from = until;
  }
  return from;
}

/** False, with nothing written, when the available balance does not cover the month and its tax. */
async function chargeMonth(
  ctx: Context,
  tx: Transaction,
  { id, number, price }: DueRental,
  month: { from: Day; until: Day },
): Promise<boolean> {
  try {
    await postRent(tx, ctx.accountId, { rentalId: id, number, price, ...month });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'insufficient_balance') return false;
    throw error;
  }
}

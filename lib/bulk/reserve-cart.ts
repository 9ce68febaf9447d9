import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import {
  listOffers,
  MAX_CART,
  MAX_RESERVATIONS,
  type Offer,
  RESERVATION_MINUTES,
  reserveNumbers,
} from '@/lib/provisioning';
import { dropDrafts } from './cancel-cart';
import { aliasOf } from './rules';
import { type ReserveCartInput, reserveCartInput } from './schema';
import { insertItems, insertJob, isStarted, type NewItem } from './start-edit';

/**
 * Several numbers may be under review at once, so that this way has room for one cart beside the single reservations.
 * The bound holds all the same: another cart gives the one before it up.
 */
const MOST_RESERVED = MAX_RESERVATIONS + MAX_CART;

interface Wish {
  number: string;
  highAvailability: boolean;
  reach: 'area' | 'state' | 'country';
  alias: string | null;
  applicationId: string | null;
  complianceApplicationId: string | null;
}

/**
 * Reserves the chosen numbers for ten minutes, each by the verb of a single number and each for itself: one that was
 * taken meanwhile is told in the review and does not stop the others. Costs nothing.
 */
export async function reserveCart(ctx: Context, input: ReserveCartInput): Promise<{ jobId: string }> {
  authorize(ctx, 'numbers.buy');
  const { items, reach, aliasPattern, applicationId, complianceApplicationId, ...rest } = parseInput(
    reserveCartInput,
    input,
  );
  const jobId = rest.idempotencyKey;
  if (await withTransaction(ctx, (tx) => isStarted(ctx, tx, jobId))) return { jobId };
  await dropDrafts(ctx, jobId);
  const offers = await listOffers(
    ctx,
    ctx.accountId,
    items.map(({ number }) => number),
  );
  const rows: NewItem[] = [];
  for (const [index, { number, highAvailability }] of items.entries()) {
    const offer = offers.get(number);
    const alias = aliasFor(aliasPattern, offer, { number, count: index + 1 });
    const wish = { number, highAvailability, reach, alias, applicationId, complianceApplicationId };
    rows.push({ position: index + 1, number, ...(await reserve(ctx, wish)) });
  }
  await withTransaction(ctx, async (tx) => {
    // The same cart sent twice at once: both have the same reservations, and the first has written them down.
    if (await isStarted(ctx, tx, jobId)) return;
    const expiresAt = new Date(ctx.now().getTime() + RESERVATION_MINUTES * 60_000);
    const terms = { reach, aliasPattern, applicationId, complianceApplicationId };
    await insertJob(ctx, tx, { jobId, kind: 'purchase', terms, total: rows.length, state: 'draft', expiresAt });
    await insertItems(tx, jobId, rows);
    const reserved = rows.filter(({ state }) => state !== 'failed').length;
    await recordAudit(ctx, tx, {
      action: 'bulk.reserve',
      entityType: 'bulk_job',
      entityId: jobId,
      after: { chosen: rows.length, reserved },
    });
  });
  return { jobId };
}

function aliasFor(
  pattern: string,
  offer: Offer | undefined,
  { number, count }: { number: string; count: number },
): string | null {
  if (pattern === '') return null;
  const row = { number, display: displayNumber(number), place: offer?.place ?? '' };
  return aliasOf(pattern, row, count).slice(0, 80) || null;
}

/** A refusal of one number is its own outcome; what is wrong with all of them, such as a foreign application, is thrown. */
async function reserve(ctx: Context, wish: Wish): Promise<Omit<NewItem, 'position' | 'number'>> {
  const { number: _, ...terms } = wish;
  try {
    const { reservationId } = await reserveNumbers(ctx, wish, { most: MOST_RESERVED });
    return { data: { ...terms, reservationId } };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'forbidden' || error.field === 'applicationId') throw error;
    const result = { code: error.code };
    return { data: { ...terms, reservationId: null }, state: 'failed', reason: error.message, result };
  }
}

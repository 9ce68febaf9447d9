import 'server-only';
import { authorize } from '@/lib/auth';
import { taxBasisPointsFor } from '@/lib/billing';
import { type Context, reader } from '@/lib/context';
import { displayNumber } from '@/lib/phone';
import { listOffers } from '@/lib/provisioning';
import { lineOf, unknownLine } from './quote-cart';
import type { BulkState, CartLine, CartQuote, Terms } from './types';

export interface CartReview extends CartQuote {
  jobId: string;
  state: BulkState;
  terms: Terms;
  /** The first reservation ends then; null when none stands. */
  expiresAt: Date | null;
}

interface Row {
  number: string;
  reason: string | null;
  highAvailability: boolean;
  fallbackNumber: string | null;
  expiresAt: Date | null;
}

const ENDED = 'Its reservation has ended; choose it again.';

/** Several numbers under review with what each costs and which could not be reserved; null when there is no such review. */
export async function findCart(ctx: Context, jobId: string): Promise<CartReview | null> {
  authorize(ctx, 'numbers.read');
  const job = await reader(ctx).bulkJob.findFirst({
    where: { id: jobId, accountId: ctx.accountId, kind: 'purchase' },
    select: {
      state: true,
      terms: true,
      account: { select: { currency: true, balanceMicros: true, heldMicros: true } },
    },
  });
  if (!job) return null;
  const rows = await reader(ctx).$queryRaw<Row[]>`
    SELECT i.number, i.reason, (i.data->>'highAvailability')::boolean AS "highAvailability", v.fallback_number AS "fallbackNumber",
           CASE WHEN v.state = 'held' AND v.expires_at > ${ctx.now()} THEN v.expires_at END AS "expiresAt"
      FROM bulk_items i LEFT JOIN reservations v ON v.id = i.data->>'reservationId' AND v.account_id = ${ctx.accountId}
     WHERE i.job_id = ${jobId} ORDER BY i.position`;
  const numbers = rows.flatMap(({ number, fallbackNumber }) => (fallbackNumber ? [number, fallbackNumber] : [number]));
  const offers = await listOffers(ctx, ctx.accountId, numbers);
  const lines = rows.map((row): CartLine => {
    const offer = offers.get(row.number);
    if (!offer) return unknownLine(row.number);
    const refusal = row.reason ?? (row.expiresAt ? null : ENDED);
    const found = row.fallbackNumber ? offers.get(row.fallbackNumber) : undefined;
    const fallback = found && {
      ...{ number: found.number, display: displayNumber(found.number) },
      ...{ place: found.place, carrierName: found.carrierName },
    };
    return { ...lineOf(offer, { highAvailability: row.highAvailability, refusal }), fallback: fallback ?? null };
  });
  const ends = rows.flatMap(({ expiresAt }) => (expiresAt ? [expiresAt.getTime()] : []));
  const { currency, balanceMicros, heldMicros } = job.account;
  return {
    ...{ jobId, state: job.state, currency, lines, terms: termsOf(job.terms) },
    taxBasisPoints: taxBasisPointsFor(currency),
    availableMicros: balanceMicros - heldMicros,
    expiresAt: ends.length > 0 ? new Date(Math.min(...ends)) : null,
  };
}

/** Terms are written by our own verbs only: an object of plain values. */
export function termsOf(json: unknown): Terms {
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? { ...json } : {};
}

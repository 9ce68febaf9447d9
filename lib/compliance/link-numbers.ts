import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import { lockApplication } from './find-application';
import { LIVE_RENTALS } from './queries-effect';
import { type LinkNumbersInput, linkNumbersInput } from './schema';
import type { LinkOutcome } from './types';

/**
 * Puts rented numbers under an accepted application. A fallback goes with its primary, never by itself: both numbers of
 * a pair stand or fall together. Each number has an outcome of its own; one that cannot be linked keeps no other back.
 */
export async function linkNumbers(ctx: Context, input: LinkNumbersInput): Promise<LinkOutcome[]> {
  authorize(ctx, 'compliance.manage');
  const { applicationId, rentalIds } = parseInput(linkNumbersInput, input);
  return withTransaction(ctx, async (tx) => {
    const application = await lockApplication(tx, applicationId, ctx.accountId);
    if (application.status !== 'accepted') {
      const sentence = `Compliance application must be in 'accepted' status. Current status: '${application.status}'.`;
      throw new AppError('compliance_required', sentence, { field: 'applicationId' });
    }
    const wanted = [...new Set(rentalIds)];
    const rentals = await lockRentals(ctx, tx, wanted);
    const outcomes: LinkOutcome[] = [];
    for (const rentalId of wanted) outcomes.push(await linkOne(ctx, tx, { rentalId, rentals, applicationId }));
    return outcomes;
  });
}

interface RentalRow {
  id: string;
  number: string;
  country_iso: string;
  type: string;
  application_id: string | null;
  fallback_id: string | null;
  fallback_application_id: string | null;
  primary_number: string | null;
}

/**
 * In the order of their ids, fallbacks included: two people who link the same numbers wait, not deadlock. Pairs are read
 * under the locks: one that was made or ended meanwhile counts.
 */
async function lockRentals(ctx: Context, tx: Transaction, ids: readonly string[]): Promise<Map<string, RentalRow>> {
  await tx.$queryRaw`
    SELECT id FROM rentals
     WHERE (id = ANY(${[...ids]}) AND account_id = ${ctx.accountId})
        OR id IN (SELECT fallback_rental_id FROM ha_pairs
                   WHERE primary_rental_id = ANY(${[...ids]}) AND account_id = ${ctx.accountId}
                     AND state NOT IN ('failed', 'off'))
     ORDER BY id FOR UPDATE`;
  const rows = await tx.$queryRaw<RentalRow[]>`
    SELECT r.id, r.number, r.country_iso, r.type::text AS type, r.compliance_application_id AS application_id,
           f.id AS fallback_id, f.compliance_application_id AS fallback_application_id, o.number AS primary_number
      FROM rentals r
      LEFT JOIN ha_pairs p ON p.primary_rental_id = r.id AND p.state NOT IN ('failed', 'off')
      LEFT JOIN rentals f ON f.id = p.fallback_rental_id
      LEFT JOIN ha_pairs q ON q.fallback_rental_id = r.id AND q.state NOT IN ('failed', 'off')
      LEFT JOIN rentals o ON o.id = q.primary_rental_id
     WHERE r.account_id = ${ctx.accountId} AND r.status::text = ANY(${[...LIVE_RENTALS]}) AND r.id = ANY(${[...ids]})`;
  return new Map(rows.map((row) => [row.id, row]));
}

interface Link {
  rentalId: string;
  rentals: ReadonlyMap<string, RentalRow>;
  applicationId: string;
}

async function linkOne(
  ctx: Context,
  tx: Transaction,
  { rentalId, rentals, applicationId }: Link,
): Promise<LinkOutcome> {
  const rental = rentals.get(rentalId);
  const refused = (remark: string) => ({ rentalId, number: rental?.number ?? null, isLinked: false, remark });
  if (!rental) return refused('Number not found on your account.');
  if (rental.country_iso !== 'IN' || rental.type !== 'local')
    return refused('The application is for India local numbers.');
  if (rental.primary_number !== null)
    return refused(`It is the fallback of ${displayNumber(rental.primary_number)} and goes with it: link that one.`);
  await moveTo(ctx, tx, { id: rental.id, from: rental.application_id, applicationId });
  if (rental.fallback_id !== null)
    await moveTo(ctx, tx, { id: rental.fallback_id, from: rental.fallback_application_id, applicationId });
  const remark = rental.fallback_id === null ? 'Linked.' : 'Linked, with its fallback number.';
  return { rentalId, number: rental.number, isLinked: true, remark };
}

async function moveTo(ctx: Context, tx: Transaction, move: { id: string; from: string | null; applicationId: string }) {
  const { id, from, applicationId: complianceApplicationId } = move;
  if (from === complianceApplicationId) return;
  await tx.rental.update({ where: { id }, data: { complianceApplicationId }, select: { id: true } });
  await recordAudit(ctx, tx, {
    action: 'compliance.link',
    entityType: 'rental',
    entityId: id,
    before: { complianceApplicationId: from },
    after: { complianceApplicationId },
  });
}

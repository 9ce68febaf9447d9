import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import { enableHighAvailability } from '@/lib/provisioning';
import { type CoverageInput, coverageInput } from './schema';
import type { CoverageOutcome } from './types';

/** How each chosen number is called; one that is not the account's is refused by the verb that follows. */
export async function displaysOf(ctx: Context, rentalIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader(ctx).rental.findMany({
    where: { accountId: ctx.accountId, id: { in: [...rentalIds] } },
    select: { id: true, number: true },
  });
  return new Map(rows.map(({ id, number }) => [id, displayNumber(number)]));
}

/**
 * Gives several numbers a fallback, one after the other and each for itself: what is refused for one number does not
 * stop the others.
 */
export async function enableCoverage(ctx: Context, input: CoverageInput): Promise<CoverageOutcome[]> {
  authorize(ctx, 'ha.update');
  const { rentalIds, reach } = parseInput(coverageInput, input);
  const displays = await displaysOf(ctx, rentalIds);
  const outcomes: CoverageOutcome[] = [];
  for (const rentalId of new Set(rentalIds)) {
    const display = displays.get(rentalId) ?? 'Unknown number';
    try {
      const { state } = await enableHighAvailability(ctx, { rentalId, reach });
      outcomes.push({ display, problem: null, waits: state === 'waiting_for_stock' });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcomes.push({ display, problem: error.message, waits: false });
    }
  }
  return outcomes;
}

import 'server-only';
import { authorize } from '@/lib/auth';
import { renewalTotal } from '@/lib/billing';
import { type Context, reader } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { quoteHighAvailability } from '@/lib/provisioning';
import { displaysOf } from './enable-coverage';
import { type CoverageInput, coverageInput } from './schema';
import type { CoverageQuote } from './types';

const DISTANCE = { area: 0, state: 1, country: 2 } as const;

/** What giving these numbers a fallback would find and cost. Changes nothing. */
export async function quoteCoverage(ctx: Context, input: CoverageInput): Promise<CoverageQuote> {
  authorize(ctx, 'numbers.read');
  const { rentalIds, reach } = parseInput(coverageInput, input);
  const displays = await displaysOf(ctx, rentalIds);
  const account = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { currency: true, balanceMicros: true, heldMicros: true },
  });
  const found = { area: 0, state: 0, country: 0 };
  const refused: { display: string; sentence: string }[] = [];
  let [waiting, dueMicros, monthlyMicros] = [0, 0n, 0n];
  for (const rentalId of new Set(rentalIds)) {
    try {
      const quote = await quoteHighAvailability(ctx, { rentalId });
      const { nearest, former, currency, taxBasisPoints } = quote;
      if (!former && (nearest === null || DISTANCE[nearest] > DISTANCE[reach])) {
        waiting += 1;
        continue;
      }
      found[former ? 'area' : (nearest ?? 'country')] += 1;
      dueMicros += quote.dueMicros;
      monthlyMicros += renewalTotal({ currency, setupMicros: 0n, monthlyMicros: quote.monthlyMicros, taxBasisPoints });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ display: displays.get(rentalId) ?? 'Unknown number', sentence: error.message });
    }
  }
  const short = dueMicros - (account.balanceMicros - account.heldMicros);
  const missingMicros = short > 0n ? short : 0n;
  return { found, waiting, refused, currency: account.currency, dueMicros, monthlyMicros, missingMicros };
}

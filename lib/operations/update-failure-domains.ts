import 'server-only';
import { authorize } from '@/lib/auth';
import type { Context } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { type DomainsPreview, previewCarrier, updateCarrier } from '@/lib/stock';
import { type FailureDomainsInput, failureDomainsInput } from './schema';

/** What a carrier's new failure domains would mean for pairs; changes nothing. @throws AppError forbidden, invalid_input, not_found. */
export async function previewFailureDomains(ctx: Context, input: FailureDomainsInput): Promise<DomainsPreview> {
  authorize(ctx, 'stock.import');
  return previewCarrier({ ...ctx, accountId: null }, parseInput(failureDomainsInput, input));
}

/**
 * Says anew what a carrier can fail together with others by.
 *
 * @throws AppError forbidden, invalid_input, not_found, conflict (a pair would have both its numbers in one domain).
 */
export async function updateFailureDomains(ctx: Context, input: FailureDomainsInput): Promise<void> {
  authorize(ctx, 'stock.import');
  await updateCarrier({ ...ctx, accountId: null }, parseInput(failureDomainsInput, input));
}

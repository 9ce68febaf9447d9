import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { endPair, releaseRentals } from '@/lib/provisioning';
import { getReleasePreview } from './queries-release';
import { type ReleaseNumberInput, type RentalInput, releaseNumberInput, rentalInput } from './schema';
import type { ReleasePreview } from './types';

/** What a release would do: which numbers end, until when they can be bought back. Changes nothing. */
export async function previewRelease(ctx: Context, input: RentalInput): Promise<ReleasePreview> {
  authorize(ctx, 'numbers.read');
  const { pair: _pair, ...preview } = await getReleasePreview(ctx, parseInput(rentalInput, input).rentalId);
  return preview;
}

/**
 * Releases a number at once, with its fallback when it is the primary of a pair. No refund; both
 * can be bought back for five days. A fallback is refused: it ends with its pair.
 */
export async function releaseNumber(ctx: Context, input: ReleaseNumberInput): Promise<{ released: number }> {
  authorize(ctx, 'numbers.release');
  const { rentalId, fallbackRentalId } = parseInput(releaseNumberInput, input);
  return withTransaction(ctx, async (tx) => {
    // One moment for both numbers of a pair: that they went together is what brings them back together.
    const now = ctx.now();
    const inner = { ...ctx, tx, now: () => now };
    await tx.$queryRaw`SELECT id FROM rentals WHERE id = ${rentalId} AND account_id = ${ctx.accountId} FOR UPDATE`;
    const preview = await getReleasePreview(inner, rentalId);
    if (preview.refusal) throw new AppError('conflict', preview.refusal, { field: 'rentalId' });
    const { pair } = preview;
    if (fallbackRentalId !== undefined && fallbackRentalId !== (preview.numbers[1]?.rentalId ?? null)) {
      throw new AppError(
        'conflict',
        'The pair of this number has changed meanwhile; look again at what would be released.',
        {
          field: 'rentalId',
        },
      );
    }
    if (pair) {
      const isPrimary = pair.primaryRentalId === rentalId;
      const reason = isPrimary ? 'The primary number was released.' : 'The fallback number was released.';
      await endPair(inner, tx, { pair, reason, fallback: isPrimary ? 'release' : 'keep' });
    }
    await releaseRentals(inner, tx, [rentalId], 'Released by the account.');
    return { released: preview.numbers.length };
  });
}

import 'server-only';
import type { z } from 'zod';
import { requireApplication } from '@/lib/applications';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { followApplication, LIVE_PAIR_STATES } from '@/lib/provisioning';
import { TAGS_MAX } from './format';
import { findPairOf } from './queries-release';
import { changedTags } from './rules';
import { type UpdateNumberInput, updateNumberInput } from './schema';

interface Settings {
  alias: string | null;
  applicationId: string | null;
  followsPrimary: boolean;
  tags: string[];
  notes: string | null;
}

type Asked = z.output<typeof updateNumberInput>;

/**
 * Changes a number's alias, application, tags and notes; what is left out stays. A fallback that follows its primary takes over the
 * primary's application, now and whenever that changes; giving it another one detaches it.
 */
export async function updateNumber(ctx: Context, input: UpdateNumberInput): Promise<void> {
  authorize(ctx, 'numbers.update');
  const parsed = parseInput(updateNumberInput, input);
  await withTransaction(ctx, async (tx) => {
    const inner = { ...ctx, tx };
    await lockWithPair(tx, parsed.rentalId);
    const rental = await tx.rental.findFirst({
      where: { id: parsed.rentalId, accountId: ctx.accountId, status: { in: ['provisioning', 'active', 'past_due'] } },
      select: { id: true, alias: true, applicationId: true, followsPrimary: true, tags: true, notes: true },
    });
    if (!rental)
      throw new AppError('not_found', 'Number is unknown; choose one of your active numbers.', { field: 'rentalId' });
    if (parsed.applicationId) await requireApplication(inner, parsed.applicationId);
    const pair = await findPairOf(inner, rental.id);
    const wanted = wantedOf(rental, parsed);
    if (pair?.fallbackRentalId === rental.id) {
      await settleFollowing(tx, pair.primaryRentalId, rental, wanted, parsed.followsPrimary);
    }
    await save(inner, tx, rental, wanted);
    if (pair?.primaryRentalId === rental.id && pair.fallbackRentalId) {
      await passOn(inner, tx, pair.fallbackRentalId, wanted.applicationId);
    }
  });
}

function wantedOf(now: Settings, asked: Asked): Settings {
  const { alias = now.alias, applicationId = now.applicationId, notes = now.notes } = asked;
  const delta = { add: asked.addTags ?? [], remove: asked.removeTags ?? [] };
  const tags = changedTags(asked.tags ?? now.tags, delta);
  if (tags.length > TAGS_MAX)
    throw new AppError('invalid_input', `A number may have at most ${TAGS_MAX} tags.`, { field: 'tags' });
  return { alias, applicationId, notes, tags, followsPrimary: now.followsPrimary };
}

/**
 * Locks the rental and its live pair, so that a primary and its fallback are changed one after the
 * other and stay in step. A primary is locked before the pair and a fallback after it, as everywhere.
 */
async function lockWithPair(tx: Transaction, rentalId: string): Promise<void> {
  const live = [...LIVE_PAIR_STATES];
  await tx.$queryRaw`SELECT id FROM ha_pairs WHERE fallback_rental_id = ${rentalId} AND state = ANY(${live}::"HaPairState"[]) FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM rentals WHERE id = ${rentalId} FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM ha_pairs WHERE primary_rental_id = ${rentalId} AND state = ANY(${live}::"HaPairState"[]) FOR UPDATE`;
}

async function settleFollowing(
  tx: Transaction,
  primaryRentalId: string,
  before: Settings,
  wanted: Settings,
  asked: boolean | undefined,
): Promise<void> {
  const changedApplication = wanted.applicationId !== before.applicationId;
  wanted.followsPrimary = asked ?? (before.followsPrimary && !changedApplication);
  if (!wanted.followsPrimary) return;
  const primary = await tx.rental.findUniqueOrThrow({
    where: { id: primaryRentalId },
    select: { applicationId: true },
  });
  wanted.applicationId = primary.applicationId;
}

async function save(ctx: Context, tx: Transaction, before: Settings & { id: string }, wanted: Settings): Promise<void> {
  const { id, ...settings } = before;
  await tx.rental.update({ where: { id }, data: wanted });
  await recordAudit(ctx, tx, {
    action: 'number.update',
    entityType: 'rental',
    entityId: id,
    before: settings,
    after: wanted,
  });
}

/** The primary's application goes to its fallback, so that people who call back reach the same place. */
async function passOn(
  ctx: Context,
  tx: Transaction,
  fallbackRentalId: string,
  applicationId: string | null,
): Promise<void> {
  const fallback = await tx.rental.findUniqueOrThrow({
    where: { id: fallbackRentalId },
    select: { id: true, applicationId: true, followsPrimary: true },
  });
  if (fallback.followsPrimary) await followApplication(ctx, tx, fallback, applicationId);
}

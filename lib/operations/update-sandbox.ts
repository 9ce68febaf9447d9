import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { setSandbox } from '@/lib/carriers';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type UpdateSandboxInput, updateSandboxInput } from './schema';

/**
 * Tells a sandbox carrier how to answer orders: late, with a refusal or not at all, for some minutes or until it is told
 * otherwise. Orders under way meet it too.
 *
 * @throws AppError forbidden, invalid_input, not_found, conflict (a carrier without a sandbox).
 */
export async function updateSandbox(ctx: Context, input: UpdateSandboxInput): Promise<void> {
  authorize(ctx, 'network.operate');
  const { carrier: slug, minutes, reason, ...behaviour } = parseInput(updateSandboxInput, input);
  const endsAt = minutes === null ? null : new Date(ctx.now().getTime() + minutes * 60_000);
  await withTransaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM carriers WHERE slug = ${slug} FOR UPDATE`;
    const carrier = await tx.carrier.findUnique({ where: { slug }, select: { sandbox: true } });
    if (!carrier)
      throw new AppError('not_found', 'Carrier is unknown; choose one from the list.', { field: 'carrier' });
    if (!carrier.sandbox) throw new AppError('conflict', 'This carrier is no sandbox carrier.', { field: 'carrier' });
    const { carrierId: _, ...before } = carrier.sandbox;
    await setSandbox({ ...behaviour, carrier: slug }, { tx, endsAt });
    await recordAudit({ ...ctx, accountId: null }, tx, {
      action: 'carrier.sandbox',
      entityType: 'carrier',
      entityId: slug,
      before,
      after: { ...behaviour, endsAt, reason },
    });
  });
}

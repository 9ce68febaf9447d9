import 'server-only';
import { z } from 'zod';
import { db, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';

const delayMs = (what: string) =>
  z
    .number({ error: `${what} must be a number of milliseconds.` })
    .int()
    .min(0)
    .max(600_000, `${what} must be 0 to 600000 ms.`);

export const setSandboxInput = z.object({
  carrier: z.string().min(1, 'Carrier must be named.').max(80, 'Carrier name is too long.'),
  orderDelayMs: delayMs('Order delay').optional(),
  activationDelayMs: delayMs('Activation delay').optional(),
  outcome: z
    .enum(['accept', 'refuse', 'timeout'], { error: 'Outcome must be one of: accept, refuse, timeout.' })
    .optional(),
  refusalReason: z.string().max(200, 'Refusal reason may have at most 200 characters.').optional(),
});

/** A carrier by its short name or its full one; throws a sentence that lists the short names. */
export async function requireCarrier(nameOrSlug: string): Promise<{ id: number; name: string; slug: string }> {
  const carriers = await db.carrier.findMany({
    select: { id: true, name: true, slug: true },
    orderBy: { slug: 'asc' },
  });
  const wanted = nameOrSlug.trim().toLowerCase();
  const found = carriers.find((carrier) => carrier.slug === wanted || carrier.name.toLowerCase() === wanted);
  if (found) return found;
  const known = carriers.map((carrier) => carrier.slug).join(', ');
  throw new AppError('not_found', `Carrier "${nameOrSlug}" is unknown; known are: ${known || 'none yet'}.`, {
    field: 'carrier',
  });
}

interface SandboxChange {
  /** An outer transaction to join. */
  tx?: Transaction;
  /** When it answers as usual again; until somebody changes it when left out. */
  endsAt?: Date | null;
}

/** Changes how a sandbox carrier answers orders from now on; what is left out stays as it is. */
export async function setSandbox(input: unknown, { tx = db, endsAt = null }: SandboxChange = {}): Promise<void> {
  const { carrier, orderDelayMs, activationDelayMs, outcome, refusalReason } = parseInput(setSandboxInput, input);
  const { id } = await requireCarrier(carrier);
  const settings = {
    ...(orderDelayMs === undefined ? {} : { orderDelayMs }),
    ...(activationDelayMs === undefined ? {} : { activationDelayMs }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(refusalReason === undefined ? {} : { refusalReason }),
    endsAt,
  };
  await tx.sandboxSettings.upsert({
    where: { carrierId: id },
    create: { carrierId: id, ...settings },
    update: settings,
  });
}

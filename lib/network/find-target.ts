import 'server-only';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { NetworkTarget } from './schema';

interface FoundTarget {
  /** As people call it: "Mayura Voice", "trunk mayura-mumbai". */
  name: string;
  trunks: { id: number; slug: string; kind: 'sandbox' | 'sip' }[];
}

/** A trunk, or a carrier with the trunks it has in use; locked, so that two changes of it come one after the other. */
export async function findTarget(tx: Transaction, { kind, id }: NetworkTarget): Promise<FoundTarget> {
  if (kind === 'trunk') {
    const [trunk] = await tx.$queryRaw<FoundTarget['trunks']>`
      SELECT id, slug, kind::text FROM trunks WHERE slug = ${id} FOR UPDATE`;
    if (trunk) return { name: `trunk ${trunk.slug}`, trunks: [trunk] };
    throw new AppError('not_found', 'Trunk is unknown; choose one of the list.', { field: 'target' });
  }
  const [carrier] = await tx.$queryRaw<{ id: number; name: string }[]>`
    SELECT id, name FROM carriers WHERE slug = ${id} FOR UPDATE`;
  if (!carrier) throw new AppError('not_found', 'Carrier is unknown; choose one of the list.', { field: 'target' });
  const trunks = await tx.trunk.findMany({
    where: { carrierId: carrier.id, isEnabled: true },
    select: { id: true, slug: true, kind: true },
    orderBy: { id: 'asc' },
  });
  return { name: carrier.name, trunks };
}

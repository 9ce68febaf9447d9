import 'server-only';
import { type AuditContext, recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { db, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { checkFailureDomains } from './check-failure-domains';

interface CarrierUpdate {
  /** Name or slug, in any case. */
  carrier: string;
  failureDomains: readonly string[];
}

interface UpdatedCarrier {
  name: string;
  failureDomains: string[];
}

/** A carrier that backs pairs up with another one, and what both could fail by. */
export interface Together {
  pairs: number;
  other: string;
  shared: string[];
}

/**
 * The carriers that back pairs up with this one and have one of the domains too, that of most pairs first. A reservation
 * with its fallback counts as a pair: buying it does not choose again.
 */
async function listTogether(tx: Transaction, carrierId: number, domains: readonly string[]): Promise<Together[]> {
  return tx.$queryRaw<Together[]>`
    WITH pairs AS (
      SELECT a.carrier_id AS one, b.carrier_id AS two FROM ha_pairs p
        JOIN rentals a ON a.id = p.primary_rental_id JOIN rentals b ON b.id = p.fallback_rental_id
       WHERE p.state NOT IN ('off', 'failed')
      UNION ALL
      SELECT a.carrier_id, b.carrier_id FROM reservations r
        JOIN inventory_numbers a ON a.number = r.number JOIN inventory_numbers b ON b.number = r.fallback_number
       WHERE r.state = 'held'
    ), others AS (
      SELECT CASE one WHEN ${carrierId} THEN two ELSE one END AS id FROM pairs WHERE ${carrierId} IN (one, two)
    )
    SELECT count(*)::int AS pairs, c.name AS other,
           ARRAY(SELECT unnest(c.failure_domains) INTERSECT SELECT unnest(${[...domains]}::text[]) ORDER BY 1) AS shared
      FROM others JOIN carriers c USING (id) WHERE c.failure_domains && ${[...domains]}::text[]
     GROUP BY c.id ORDER BY 1 DESC`;
}

async function findCarrier(tx: Transaction, nameOrSlug: string) {
  const [found] = await tx.$queryRaw<{ id: number; slug: string; name: string; failureDomains: string[] }[]>`
    SELECT id, slug, name, failure_domains AS "failureDomains" FROM carriers
     WHERE slug = lower(${nameOrSlug}) OR lower(name) = lower(${nameOrSlug}) ORDER BY id LIMIT 1 FOR UPDATE`;
  if (found) return found;
  throw new AppError('not_found', `There is no carrier ${nameOrSlug.slice(0, 80)}: npm run stock -- list names them.`, {
    field: 'carrier',
  });
}

export interface DomainsPreview {
  /** Carriers whose pairs with this one forbid the change. */
  together: Together[];
  /** Carriers that could not back this one up any more, and what they share. */
  sharing: { name: string; shared: string[] }[];
}

/** What new failure domains would mean; changes nothing. @throws AppError forbidden, invalid_input, not_found. */
export async function previewCarrier(ctx: AuditContext, update: CarrierUpdate): Promise<DomainsPreview> {
  authorize(ctx, 'stock.import');
  const domains = checkFailureDomains(update.failureDomains);
  return db.$transaction(async (tx) => {
    const { id } = await findCarrier(tx, update.carrier);
    const sharing = await tx.$queryRaw<DomainsPreview['sharing']>`
      SELECT name, ARRAY(SELECT unnest(failure_domains) INTERSECT SELECT unnest(${domains}::text[]) ORDER BY 1) AS shared
        FROM carriers WHERE id <> ${id} AND failure_domains && ${domains}::text[] ORDER BY name`;
    return { together: await listTogether(tx, id, domains), sharing };
  });
}

/**
 * Says anew what a carrier can fail together with others by. Refused when a pair would then have both
 * its numbers in one failure domain; fallbacks found from now on go by the new ones.
 */
export async function updateCarrier(ctx: AuditContext, update: CarrierUpdate): Promise<UpdatedCarrier> {
  authorize(ctx, 'stock.import');
  const failureDomains = checkFailureDomains(update.failureDomains);
  if (failureDomains.length === 0)
    throw new AppError('invalid_input', 'Give at least one failure domain.', { field: 'failureDomains' });
  return db.$transaction(async (tx) => {
    // Pairs being made by the old failure domains come to their end first, new ones wait. Purchases lock in this order too.
    await tx.$executeRaw`LOCK TABLE reservations, ha_pairs IN SHARE MODE`;
    const { id, slug, name, ...before } = await findCarrier(tx, update.carrier);
    const [together] = await listTogether(tx, id, failureDomains);
    if (together) {
      const { pairs, other, shared } = together;
      throw new AppError(
        'conflict',
        `${name} keeps its failure domains: ${pairs === 1 ? '1 pair backs' : `${pairs} pairs back`} it up with ${other}, which has ${shared.join(', ')} too.`,
        { field: 'failureDomains' },
      );
    }
    await tx.carrier.update({ where: { id }, data: { failureDomains }, select: { id: true } });
    const change = { before, after: { failureDomains } };
    await recordAudit(ctx, tx, { action: 'carrier.update', entityType: 'carrier', entityId: slug, ...change });
    return { name, failureDomains };
  });
}

import 'server-only';
import { type AuditContext, recordAudit } from '@/lib/audit';
import type { Transaction } from '@/lib/db';
import { CALL_RATES, demoRoutes, plainRoutes, type RouteRow } from './rules-routes';
import { DEMO_TRUNKS } from './rules-trunks';

interface EnsuredTrunks {
  trunks: number;
  routes: number;
  rates: number;
}

interface KnownCarrier {
  id: number;
  slug: string;
  countryIsos: string[];
  trunks: { slug: string }[];
}

async function addRoutes(tx: Transaction, rows: readonly RouteRow[]): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO routes (prefix, trunk_id, priority, cost_micros, destination_group)
    SELECT w.prefix, t.id, w.priority, w.cost_micros, w.destination_group
      FROM unnest(${rows.map(({ prefix }) => prefix)}::text[], ${rows.map(({ trunk }) => trunk)}::text[],
        ${rows.map(({ priority }) => priority)}::int[], ${rows.map(({ costMicros }) => costMicros)}::bigint[],
        ${rows.map(({ group }) => group)}::text[]) AS w(prefix, trunk, priority, cost_micros, destination_group)
      JOIN trunks t ON t.slug = w.trunk
    ON CONFLICT DO NOTHING`;
}

async function addRates(tx: Transaction): Promise<number> {
  const { count } = await tx.callRate.createMany({ data: [...CALL_RATES], skipDuplicates: true });
  return count;
}

/** A trunk named after its carrier, without limits: what is known of a carrier that was imported. */
async function addPlainTrunk(tx: Transaction, { id, slug, countryIsos }: KnownCarrier): Promise<number> {
  await tx.trunk.createMany({ data: [{ slug, carrierId: id }], skipDuplicates: true });
  return addRoutes(tx, plainRoutes(slug, countryIsos));
}

/** Whether nobody described its trunks; its plain one learns the countries that later imports bring. */
function isPlain({ slug, trunks }: KnownCarrier): boolean {
  if (DEMO_TRUNKS.some(({ carrier }) => carrier === slug)) return false;
  return trunks.every((trunk) => trunk.slug === slug);
}

async function addDemoTrunks(tx: Transaction, carriers: readonly KnownCarrier[]): Promise<number> {
  const ids = new Map(carriers.map(({ slug, id }) => [slug, id]));
  const wanted = DEMO_TRUNKS.filter(({ carrier }) => ids.has(carrier));
  if (wanted.length === 0) return 0;
  await tx.trunk.createMany({
    data: wanted.map(({ carrier, codecs, ...trunk }) => ({
      ...trunk,
      codecs: [...codecs],
      carrierId: ids.get(carrier) ?? 0,
    })),
    skipDuplicates: true,
  });
  const slugs = new Set(wanted.map(({ slug }) => slug));
  return addRoutes(
    tx,
    demoRoutes().filter(({ trunk }) => slugs.has(trunk)),
  );
}

/**
 * Gives every carrier that has no trunk its trunks with their routes, and the installation its call rates; what is
 * there stays as it is. Invented carriers get what is written of them, others one plain sandbox trunk.
 */
export async function ensureTrunks(ctx: AuditContext, tx: Transaction): Promise<EnsuredTrunks> {
  const before = await tx.trunk.count();
  const carriers = await tx.carrier.findMany({
    select: { id: true, slug: true, countryIsos: true, trunks: { select: { slug: true } } },
  });
  const trunkless = carriers.filter(({ trunks }) => trunks.length === 0);
  let routes = await addDemoTrunks(tx, trunkless);
  for (const carrier of carriers) if (isPlain(carrier)) routes += await addPlainTrunk(tx, carrier);
  const made: EnsuredTrunks = { trunks: (await tx.trunk.count()) - before, routes, rates: await addRates(tx) };
  if (made.trunks + made.rates > 0)
    await recordAudit(ctx, tx, { action: 'network.ensure', entityType: 'network', entityId: 'trunks', after: made });
  return made;
}

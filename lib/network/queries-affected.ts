import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { groupName } from './rules-routes';
import { type PreviewFaultInput, previewFaultInput } from './schema';
import type { Affected } from './types';

interface NumberCounts {
  numbers: number;
  accounts: number;
  covered: number;
  proven: number;
}

async function findTrunks(ctx: Context, { kind, id }: PreviewFaultInput['target']) {
  const trunks = await reader(ctx).trunk.findMany({
    where: kind === 'trunk' ? { slug: id } : { carrier: { slug: id } },
    select: { id: true, carrierId: true },
  });
  const [first] = trunks;
  if (first) return { ids: trunks.map((trunk) => trunk.id), carrierId: first.carrierId };
  throw new AppError('not_found', 'Choose a trunk or a carrier of the list.', { field: 'target' });
}

/** Numbers that can leave by this carrier alone. */
async function countNumbers(ctx: Context, carrierId: number): Promise<NumberCounts> {
  const [counts] = await reader(ctx).$queryRaw<NumberCounts[]>`
    SELECT count(*)::int AS numbers, count(DISTINCT r.account_id)::int AS accounts,
           count(p.id)::int AS covered, count(p.id) FILTER (WHERE p.proof = 'proven')::int AS proven
      FROM rentals r LEFT JOIN ha_pairs p ON p.primary_rental_id = r.id AND p.state = 'active'
     WHERE r.carrier_id = ${carrierId} AND r.country_iso = 'IN' AND r.status IN ('active', 'past_due')`;
  return counts ?? { numbers: 0, accounts: 0, covered: 0, proven: 0 };
}

/** Where else calls to these trunks' destinations could leave. India is left out: its numbers leave by their own carrier. */
async function listDestinations(ctx: Context, trunkIds: readonly number[], prefix: string) {
  const rows = await reader(ctx).$queryRaw<{ group: string; others: number }[]>`
    SELECT mine.destination_group AS "group",
           (SELECT count(DISTINCT t.carrier_id)::int FROM routes o JOIN trunks t ON t.id = o.trunk_id
             WHERE o.prefix = mine.prefix AND t.is_enabled AND NOT t.id = ANY(${[...trunkIds]}::int[])) AS others
      FROM (SELECT DISTINCT prefix, destination_group FROM routes
             WHERE trunk_id = ANY(${[...trunkIds]}::int[]) AND prefix NOT LIKE '91%'
               AND (prefix LIKE ${`${prefix}%`} OR ${prefix} LIKE prefix || '%')) mine
     ORDER BY mine.prefix`;
  return rows.map(({ group, others }) => ({ name: groupName(group), otherCarriers: others }));
}

/** What would be touched if a trunk or carrier failed or were drained. Changes nothing. */
export async function previewAffected(ctx: Context, input: PreviewFaultInput): Promise<Affected> {
  authorize(ctx, 'network.operate');
  const { target, prefix } = parseInput(previewFaultInput, input);
  const { ids, carrierId } = await findTrunks(ctx, target);
  const [counts, fallbackFor, otherTrunks, destinations] = await Promise.all([
    countNumbers(ctx, carrierId),
    reader(ctx).haPair.count({ where: { state: 'active', fallback: { carrierId } } }),
    reader(ctx).trunk.count({ where: { carrierId, isEnabled: true, id: { notIn: ids } } }),
    listDestinations(ctx, ids, prefix),
  ]);
  return { ...counts, fallbackFor, otherTrunks, destinations };
}

import 'server-only';
import { authorize, isAllowed } from '@/lib/auth';
import { renewalTotal, taxBasisPointsFor } from '@/lib/billing';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { displayNumber } from '@/lib/phone';
import { listCapacity } from './queries-capacity';
import { LAST_CHANGE } from './queries-standing';
import { dependencesOf, type OwnNumber } from './rules-coverage';
import type { Coverage, CoverageCount, UncoveredNumber, WeakPair } from './types';

/** Rows a list shows; the count is of all. */
const SHOWN = 200;

interface Row extends OwnNumber {
  rental_id: string;
  number: string;
  alias: string | null;
  place: string;
  carrier_name: string;
  fallback_number: string | null;
  fallback_name: string | null;
  proof: WeakPair['proof'] | null;
  proven_at: Date | null;
  proof_reason: string | null;
  /** Whether a pair is being made or waits for stock. */
  is_pending: boolean;
  trouble: string | null;
}

/** The account's live India local numbers that are no fallback themselves. */
function coverable(ctx: Context): Prisma.Sql {
  return Prisma.sql`
    r.account_id = ${ctx.accountId} AND r.status IN ('active', 'past_due') AND r.country_iso = 'IN' AND r.type = 'local'
    AND NOT EXISTS (SELECT 1 FROM ha_pairs f WHERE f.fallback_rental_id = r.id AND f.state = 'active')`;
}

/** How many numbers need a fallback, have one, and have it proven by a call. */
export async function countCoverage(ctx: Context): Promise<CoverageCount> {
  authorize(ctx, 'numbers.read');
  const [row] = await reader(ctx).$queryRaw<CoverageCount[]>`
    SELECT count(*)::int AS numbers, count(p.id)::int AS covered,
           (count(*) FILTER (WHERE p.proof = 'proven'))::int AS proven
      FROM rentals r LEFT JOIN ha_pairs p ON p.primary_rental_id = r.id AND p.state = 'active'
     WHERE ${coverable(ctx)}`;
  return row ?? { numbers: 0, covered: 0, proven: 0 };
}

/** The account's India local numbers, fallbacks left out, with the pair of each and how its fallback's carrier stands. */
function listNumbers(ctx: Context): Promise<Row[]> {
  return reader(ctx).$queryRaw<Row[]>`
    WITH standing AS (
      SELECT t.carrier_id, min(coalesce(e.to_state, 'healthy')) FILTER (WHERE coalesce(e.to_state, 'healthy') = 'healthy') AS well,
             min(coalesce(e.to_state, 'healthy')) AS worst
        FROM trunks t LEFT JOIN LATERAL (${LAST_CHANGE}) e ON true
       WHERE t.is_enabled GROUP BY t.carrier_id),
    drained AS (
      SELECT target_id FROM route_overrides WHERE target_kind = 'carrier' AND action = 'drain' AND released_at IS NULL
         AND starts_at <= ${ctx.now()} AND ends_at > ${ctx.now()})
    SELECT r.id AS rental_id, r.number, r.alias, a.place, c.name AS carrier_name, c.failure_domains AS domains,
           fr.number AS fallback_number, fc.name AS fallback_name, fc.failure_domains AS fallback_domains,
           p.proof::text, p.proven_at, p.proof_reason,
           EXISTS (SELECT 1 FROM ha_pairs q WHERE q.primary_rental_id = r.id
                    AND q.state IN ('requested', 'reserved', 'ordered', 'replacing', 'waiting_for_stock', 'releasing')) AS is_pending,
           CASE WHEN fc.slug IN (SELECT target_id FROM drained) THEN 'drained'
                WHEN p.id IS NOT NULL AND s.carrier_id IS NOT NULL AND s.well IS NULL THEN s.worst END AS trouble
      FROM rentals r
      JOIN carriers c ON c.id = r.carrier_id
      JOIN areas a ON a.id = r.area_id
      LEFT JOIN ha_pairs p ON p.primary_rental_id = r.id AND p.state = 'active'
      LEFT JOIN rentals fr ON fr.id = p.fallback_rental_id
      LEFT JOIN carriers fc ON fc.id = fr.carrier_id
      LEFT JOIN standing s ON s.carrier_id = fc.id
     WHERE ${coverable(ctx)}
     ORDER BY r.number`;
}

function toUncovered({ rental_id, number, alias, carrier_name, place }: Row): UncoveredNumber {
  return { rentalId: rental_id, number, display: displayNumber(number), alias, carrier: carrier_name, place };
}

function toWeak(row: Row): WeakPair {
  return {
    rentalId: row.rental_id,
    number: row.number,
    display: displayNumber(row.number),
    fallbackDisplay: displayNumber(row.fallback_number ?? ''),
    carrier: row.carrier_name,
    fallbackCarrier: row.fallback_name ?? '',
    proof: row.proof ?? 'unproven',
    provenAt: row.proven_at,
    proofReason: row.proof_reason,
    trouble: row.trouble,
  };
}

/** What a fallback costs a month, tax included. */
async function fallbackPrice(ctx: Context) {
  const { currency } = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { currency: true },
  });
  const rate = await reader(ctx).standardRate.findUnique({
    where: { countryIso_type: { countryIso: 'IN', type: 'local' } },
    select: { ratePlan: true },
  });
  const monthlyMicros = (currency === 'INR' ? rate?.ratePlan.monthlyInrMicros : rate?.ratePlan.monthlyUsdMicros) ?? 0n;
  const price = { currency, setupMicros: 0n, monthlyMicros, taxBasisPoints: taxBasisPointsFor(currency) };
  return { currency, monthlyMicros: renewalTotal(price) };
}

/** How well the account's India numbers would get through the failure of a carrier, and what is left to do. */
export async function getCoverage(ctx: Context): Promise<Coverage> {
  authorize(ctx, 'numbers.read');
  const [rows, price, capacity] = await Promise.all([
    listNumbers(ctx),
    fallbackPrice(ctx),
    isAllowed(ctx, 'network.operate') ? listCapacity(ctx) : [],
  ]);
  const covered = rows.filter(({ fallback_number }) => fallback_number !== null);
  const uncovered = rows.filter(({ fallback_number, is_pending }) => fallback_number === null && !is_pending);
  const weak = covered.filter(({ proof, trouble }) => proof !== 'proven' || trouble !== null);
  return {
    numbers: rows.length,
    covered: covered.length,
    proven: covered.filter(({ proof }) => proof === 'proven').length,
    uncovered: uncovered.slice(0, SHOWN).map(toUncovered),
    uncoveredTotal: uncovered.length,
    weakPairs: weak.slice(0, SHOWN).map(toWeak),
    dependences: dependencesOf(rows),
    capacity,
    currency: price.currency,
    monthlyMicros: price.monthlyMicros * BigInt(uncovered.length),
  };
}

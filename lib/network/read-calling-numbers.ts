import 'server-only';
import type { CallerBlock, CallingNumber } from '@/lib/agent/types';
import { isGraceOver } from '@/lib/billing';
import { needsCompliance } from '@/lib/compliance';
import { dayIn, dayOf } from '@/lib/datetime';
import type { Transaction } from '@/lib/db';
import type { FallbackNumber, PairProof, Trunk } from '@/lib/failover/types';

interface NumberRow {
  id: string;
  account_id: string;
  number: string;
  country_iso: string;
  carrier: string;
  time_zone: string;
  past_due_since: Date | null;
  compliance: string | null;
  pair_id: string | null;
  proof: PairProof | null;
  manual_failback: boolean | null;
  fallback_id: string | null;
}

/** Regulation ties numbers of these countries to the carrier that owns them. */
function isTied(countryIso: string): boolean {
  return countryIso === 'IN';
}

function readNumberRows(tx: Transaction): Promise<NumberRow[]> {
  return tx.$queryRaw<NumberRow[]>`
    SELECT r.id, r.account_id, r.number, r.country_iso, c.slug AS carrier, a.time_zone, r.past_due_since,
           k.status::text AS compliance, p.id AS pair_id, p.proof::text, p.manual_failback, p.fallback_rental_id AS fallback_id
      FROM rentals r
      JOIN carriers c ON c.id = r.carrier_id
      JOIN accounts a ON a.id = r.account_id
      LEFT JOIN compliance_applications k ON k.id = r.compliance_application_id
      LEFT JOIN ha_pairs p ON p.primary_rental_id = r.id AND p.state = 'active'
     WHERE r.status IN ('active', 'past_due')
     ORDER BY r.number`;
}

function blockOf(row: NumberRow, now: Date): CallerBlock | null {
  if (row.past_due_since && isGraceOver(dayOf(row.past_due_since), dayIn(row.time_zone, now))) return 'past-grace';
  if (!needsCompliance(row.country_iso) || row.compliance === 'accepted') return null;
  if (row.compliance === null) return 'compliance-missing';
  return row.compliance === 'suspended' ? 'compliance-suspended' : 'compliance-not-accepted';
}

/** Trunks of each carrier, in order. */
function trunksByCarrier(trunks: readonly Trunk[]): Map<string, Trunk[]> {
  const byCarrier = new Map<string, Trunk[]>();
  for (const trunk of trunks) {
    const list = byCarrier.get(trunk.carrierId);
    if (list) list.push(trunk);
    else byCarrier.set(trunk.carrierId, [trunk]);
  }
  return byCarrier;
}

function sharesFate(own: readonly Trunk[], others: readonly Trunk[]): boolean {
  return own.some((trunk) =>
    others.some(
      (other) =>
        trunk.carrierId === other.carrierId ||
        trunk.failureDomains.some((domain) => other.failureDomains.includes(domain)),
    ),
  );
}

/** Makes the engine's rows of the numbers, leaving out what it would refuse as a whole for the sake of one number. */
class NumberReader {
  readonly #byId: ReadonlyMap<string, NumberRow>;
  readonly #trunks: ReadonlyMap<string, readonly Trunk[]>;
  readonly #fallbackIds: ReadonlySet<string | null>;
  readonly #now: Date;

  constructor(rows: readonly NumberRow[], trunks: readonly Trunk[], now: Date) {
    this.#byId = new Map(rows.map((row) => [row.id, row]));
    this.#trunks = trunksByCarrier(trunks);
    this.#fallbackIds = new Set(rows.map((row) => row.fallback_id));
    this.#now = now;
  }

  /** null for a tied number whose carrier has no trunk in use: no call can leave from it. */
  read(row: NumberRow): CallingNumber | null {
    const tied = isTied(row.country_iso);
    const trunks = tied ? this.#trunksOf(row) : [];
    if (tied && trunks.length === 0) return null;
    return {
      rentalId: row.id,
      number: row.number,
      accountId: row.account_id,
      countryIso: row.country_iso,
      tied,
      carrierId: row.carrier,
      trunkIds: trunks.map(({ id }) => id),
      fallback: tied ? this.#fallbackOf(row, trunks) : null,
      block: blockOf(row, this.#now),
    };
  }

  #trunksOf({ carrier }: NumberRow): readonly Trunk[] {
    return this.#trunks.get(carrier) ?? [];
  }

  /** No fallback that could not take calls: one that is blocked itself, has no trunk, or would fail together with its primary. */
  #fallbackOf(row: NumberRow, own: readonly Trunk[]): FallbackNumber | null {
    const fallback = this.#byId.get(row.fallback_id ?? '');
    if (!fallback || row.pair_id === null || blockOf(fallback, this.#now)) return null;
    // Calls from a fallback number have one hop.
    if (this.#fallbackIds.has(row.id)) return null;
    const trunks = this.#trunksOf(fallback);
    if (trunks.length === 0 || sharesFate(own, trunks)) return null;
    return {
      pairId: row.pair_id,
      number: fallback.number,
      carrierId: fallback.carrier,
      trunkIds: trunks.map(({ id }) => id),
      proof: row.proof ?? 'unproven',
      manualFailback: row.manual_failback ?? false,
    };
  }
}

/** Every number that may be called from, ordered, with its pair while that is active. */
export async function readCallingNumbers(
  tx: Transaction,
  trunks: readonly Trunk[],
  now: Date,
): Promise<CallingNumber[]> {
  const rows = await readNumberRows(tx);
  const reader = new NumberReader(rows, trunks, now);
  return rows.map((row) => reader.read(row)).filter((number) => number !== null);
}

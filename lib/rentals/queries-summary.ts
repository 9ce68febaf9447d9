import 'server-only';
import { type Context, reader } from '@/lib/context';
import { dayOf } from '@/lib/datetime';
import { Prisma } from '@/lib/db';
import type { CurrencyCode } from '@/lib/money';
import { displayNumber } from '@/lib/phone';
import { LIVE_PAIR_STATES, offersHighAvailability, type PairState } from '@/lib/provisioning';
import type { RentalType } from './format';
import { failedSince } from './rules';
import type { PairRole, RentalPair, RentalStatus, RentalSummary } from './types';

interface SummaryRow {
  id: string;
  number: string;
  country_iso: string;
  type: RentalType;
  place: string;
  region: string;
  alias: string | null;
  tags: string[];
  notes: string | null;
  is_protected: boolean;
  origin: 'rented' | 'brought';
  application_name: string | null;
  carrier_name: string;
  status: RentalStatus;
  status_reason: string | null;
  voice: boolean;
  sms: boolean;
  mms: boolean;
  currency: CurrencyCode;
  monthly_micros: bigint;
  paid_until: Date | null;
  pair_id: string | null;
  role: PairRole | null;
  pair_state: PairState | null;
  pair_reason: string | null;
  at_risk_reason: string | null;
  other_id: string | null;
  other_number: string | null;
}

function pairOf(row: SummaryRow): RentalPair | null {
  const { pair_id: id, role, pair_state: state, other_id: rentalId, other_number: number } = row;
  if (!id || !role || !state) return null;
  const other = rentalId && number ? { rentalId, number, display: displayNumber(number) } : null;
  return { id, role, state, stateReason: row.pair_reason, atRiskReason: row.at_risk_reason, other };
}

function toSummary(row: SummaryRow): RentalSummary {
  const { id: rentalId, number, voice, sms, mms } = row;
  const isRented = row.status === 'active' || row.status === 'past_due';
  return {
    rentalId,
    number,
    display: displayNumber(number),
    countryIso: row.country_iso,
    type: row.type,
    place: row.place,
    region: row.region,
    alias: row.alias,
    tags: row.tags,
    notes: row.notes,
    isProtected: row.is_protected,
    isBrought: row.origin === 'brought',
    applicationName: row.application_name,
    carrierName: row.carrier_name,
    status: row.status,
    statusReason: row.status_reason,
    capabilities: { voice, sms, mms },
    currency: row.currency,
    monthlyMicros: row.monthly_micros,
    renewsOn: isRented && row.paid_until ? dayOf(row.paid_until) : null,
    pair: pairOf(row),
    highAvailability: offersHighAvailability({ countryIso: row.country_iso, type: row.type }),
  };
}

/**
 * Rentals as the table shows them, in the order of their ids. The pair of a row is the live one,
 * else the latest when it failed of late.
 */
export async function getSummaries(ctx: Context, ids: readonly string[]): Promise<RentalSummary[]> {
  if (ids.length === 0) return [];
  const live = Prisma.sql`ANY(${[...LIVE_PAIR_STATES]}::"HaPairState"[])`;
  const rows = await reader(ctx).$queryRaw<SummaryRow[]>`
    SELECT r.id, r.number, r.country_iso, r.type::text AS type, a.place, a.region, r.alias, r.tags, r.notes,
           r.is_protected, r.origin::text AS origin, app.name AS application_name,
           c.name AS carrier_name, r.status::text AS status, r.status_reason, COALESCE(i.voice, false) AS voice,
           COALESCE(i.sms, false) AS sms, COALESCE(i.mms, false) AS mms, r.currency::text AS currency, r.monthly_micros,
           r.paid_until, p.id AS pair_id, p.role, p.state AS pair_state, p.state_reason AS pair_reason, p.at_risk_reason,
           o.id AS other_id, o.number AS other_number
      FROM unnest(${[...ids]}::text[]) WITH ORDINALITY AS wanted(id, position)
      JOIN rentals r ON r.id = wanted.id AND r.account_id = ${ctx.accountId}
      JOIN areas a ON a.id = r.area_id
      JOIN carriers c ON c.id = r.carrier_id
      LEFT JOIN inventory_numbers i ON i.number = r.number
      LEFT JOIN applications app ON app.id = r.application_id
      LEFT JOIN LATERAL (
        SELECT hp.id, hp.state::text AS state, hp.state_reason, hp.at_risk_reason, hp.updated_at,
               CASE WHEN hp.primary_rental_id = r.id THEN 'primary' ELSE 'fallback' END AS role,
               CASE WHEN hp.primary_rental_id = r.id THEN hp.fallback_rental_id ELSE hp.primary_rental_id END AS other_id
          FROM ha_pairs hp WHERE hp.primary_rental_id = r.id OR hp.fallback_rental_id = r.id
         ORDER BY hp.state = ${live} DESC, hp.created_at DESC LIMIT 1
      ) p ON p.state::"HaPairState" = ${live} OR (p.state = 'failed' AND p.updated_at > ${failedSince(ctx.now())}::timestamptz)
      LEFT JOIN rentals o ON o.id = p.other_id
     ORDER BY wanted.position`;
  return rows.map(toSummary);
}

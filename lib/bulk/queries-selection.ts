import 'server-only';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { displayNumber } from '@/lib/phone';
import { LIVE_PAIR_STATES, type PairState } from '@/lib/provisioning';
import { matchingRentals, type PairRole, type RentalStatus } from '@/lib/rentals';
import { MOST_EDITED } from './format';
import type { EditRow } from './rules';
import type { EditSelection } from './schema';

interface Row {
  id: string;
  number: string;
  country_iso: string;
  type: string;
  place: string;
  status: RentalStatus;
  alias: string | null;
  application_id: string | null;
  application_name: string | null;
  tags: string[];
  is_protected: boolean;
  follows_primary: boolean;
  role: PairRole | null;
  pair_state: PairState | null;
  other_id: string | null;
  other_number: string | null;
  other_status: RentalStatus | null;
  other_protected: boolean | null;
  has_former: boolean;
}

/**
 * The numbers an edit is about, in their order: those named, or all that match a filter now. Those of other accounts
 * are not found.
 *
 * @throws AppError invalid_input when they are too many for one edit.
 */
export async function listChosen(ctx: Context, selection: EditSelection): Promise<EditRow[]> {
  const chosen =
    'numbers' in selection
      ? Prisma.sql`r.account_id = ${ctx.accountId} AND r.number = ANY(${selection.numbers}::text[]) AND r.status IN ('provisioning', 'active', 'past_due')`
      : matchingRentals(ctx, selection.filter);
  const live = Prisma.sql`ANY(${[...LIVE_PAIR_STATES]}::"HaPairState"[])`;
  const rows = await reader(ctx).$queryRaw<Row[]>`
    SELECT r.id, r.number, r.country_iso, r.type::text AS type, a.place, r.status::text AS status, r.alias, r.application_id,
           app.name AS application_name, r.tags, r.is_protected, r.follows_primary, p.role, p.state AS pair_state,
           o.id AS other_id, o.number AS other_number, o.status::text AS other_status, o.is_protected AS other_protected,
           EXISTS (SELECT 1 FROM ha_pairs f JOIN rentals fr ON fr.id = f.fallback_rental_id
             WHERE f.primary_rental_id = r.id AND f.state = 'off' AND fr.status = 'released' AND fr.buy_back_until > ${ctx.now()}) AS has_former
      FROM rentals r
      JOIN areas a ON a.id = r.area_id
      LEFT JOIN applications app ON app.id = r.application_id
      LEFT JOIN LATERAL (
        SELECT hp.state::text AS state, CASE WHEN hp.primary_rental_id = r.id THEN 'primary' ELSE 'fallback' END AS role,
               CASE WHEN hp.primary_rental_id = r.id THEN hp.fallback_rental_id ELSE hp.primary_rental_id END AS other_id
          FROM ha_pairs hp WHERE (hp.primary_rental_id = r.id OR hp.fallback_rental_id = r.id) AND hp.state = ${live} LIMIT 1
      ) p ON true
      LEFT JOIN rentals o ON o.id = p.other_id
     WHERE ${chosen} ORDER BY r.number, r.id LIMIT ${MOST_EDITED + 1}`;
  if (rows.length > MOST_EDITED) {
    const most = MOST_EDITED.toLocaleString('en');
    throw new AppError('invalid_input', `At most ${most} numbers can be changed at a time; narrow the filter.`);
  }
  return rows.map(toEditRow);
}

function toEditRow(row: Row): EditRow {
  return {
    rentalId: row.id,
    number: row.number,
    display: displayNumber(row.number),
    countryIso: row.country_iso,
    type: row.type,
    place: row.place,
    status: row.status,
    alias: row.alias,
    applicationId: row.application_id,
    applicationName: row.application_name,
    tags: row.tags,
    isProtected: row.is_protected,
    followsPrimary: row.follows_primary,
    pair: pairOf(row),
    hasFormerFallback: row.has_former,
  };
}

function pairOf({ role, pair_state: state, ...row }: Row): EditRow['pair'] {
  if (!role || !state) return null;
  const { other_id: rentalId, other_number: number, other_status: status } = row;
  const other =
    rentalId && number && status
      ? { rentalId, display: displayNumber(number), status, isProtected: row.other_protected ?? false }
      : null;
  return { role, state, other };
}

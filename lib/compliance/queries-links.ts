import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { displayNumber } from '@/lib/phone';
import { LIVE_RENTALS } from './queries-effect';
import type { LinkableNumber } from './types';

/** Numbers a page offers at a time; more are found by typing. */
const MOST_LISTED = 500;

interface LinkRow {
  id: string;
  number: string;
  alias: string | null;
  application_id: string | null;
  application_alias: string | null;
  fallback: string | null;
}

/**
 * The account's India local numbers with the application each is rented under; fallback numbers stand beside their
 * primaries, with which they go.
 */
export async function listLinkable(ctx: Context): Promise<LinkableNumber[]> {
  authorize(ctx, 'compliance.read');
  const rows = await reader(ctx).$queryRaw<LinkRow[]>`
    SELECT r.id, r.number, r.alias, r.compliance_application_id AS application_id, k.alias AS application_alias,
           f.number AS fallback
      FROM rentals r
      LEFT JOIN compliance_applications k ON k.id = r.compliance_application_id
      LEFT JOIN ha_pairs p ON p.primary_rental_id = r.id AND p.state NOT IN ('failed', 'off')
      LEFT JOIN rentals f ON f.id = p.fallback_rental_id
     WHERE r.account_id = ${ctx.accountId} AND r.country_iso = 'IN' AND r.type = 'local'
       AND r.status::text = ANY(${[...LIVE_RENTALS]})
       AND NOT EXISTS (SELECT 1 FROM ha_pairs q WHERE q.fallback_rental_id = r.id AND q.state NOT IN ('failed', 'off'))
     ORDER BY r.number LIMIT ${MOST_LISTED}`;
  return rows.map((row) => ({
    rentalId: row.id,
    number: row.number,
    display: displayNumber(row.number),
    alias: row.alias,
    applicationId: row.application_id,
    applicationAlias: row.application_alias,
    fallback: row.fallback && displayNumber(row.fallback),
  }));
}

import 'server-only';
import type { Transaction } from '@/lib/db';
import { networkSentence } from './format';
import { type NewAlert, raiseAlerts } from './raise-alert';
import type { NetworkEvent } from './types';

interface Affected {
  account_id: string;
  numbers: number;
  covered: number;
}

/**
 * Tells every account that a carrier's state concerns: those with live numbers of the carrier (failover and failback:
 * those with active pairs whose primary is on it), and for incidents also the accounts of the installation's
 * operators. Call it in the transaction that writes the incident or the route event:
 *
 * - `incident_opened` and `incident_closed` with the incident's id as `occurrence`, when the row is made or closed;
 * - `failover` when a route of the carrier stops being used for calls that would go out through it (the engine avoids
 *   it, or the operator drains it), `failback` when it carries them again; `occurrence` names the change or the drain,
 *   so that each is told once.
 *
 * Repeating it with the same occurrence does nothing. Returns how many accounts were told.
 */
export async function raiseNetworkAlerts(tx: Transaction, event: NetworkEvent): Promise<number> {
  const isIncident = event.kind === 'incident_opened' || event.kind === 'incident_closed';
  const affected = await tx.$queryRaw<Affected[]>`
    WITH owned AS (
      SELECT r.account_id, count(*)::int AS numbers, count(p.id)::int AS covered
        FROM rentals r LEFT JOIN ha_pairs p ON p.primary_rental_id = r.id AND p.state = 'active'
       WHERE r.carrier_id = ${event.carrier.id} AND r.status IN ('active', 'past_due')
       GROUP BY r.account_id
    )
    SELECT account_id, numbers, covered FROM owned WHERE ${isIncident} OR covered > 0
    UNION
    SELECT m.account_id, 0, 0 FROM memberships m JOIN users u ON u.id = m.user_id AND u.is_operator
     WHERE ${isIncident} AND m.account_id NOT IN (SELECT account_id FROM owned)`;
  const alerts = affected.map((account): NewAlert => {
    const { kind, occurrence, link, at, carrier } = event;
    return {
      ...{ accountId: account.account_id, kind, subject: occurrence, link, at },
      sentence: networkSentence(event, account),
      data: { Carrier: carrier.name, Reason: event.reason, Numbers: String(account.numbers) },
    };
  });
  return raiseAlerts(tx, alerts);
}

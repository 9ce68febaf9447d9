import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import type { FirstStep } from './types';

interface Known {
  funds: boolean;
  /** Whether an application was accepted; null for an account that is not likely to rent in India. */
  compliance: boolean | null;
  number: string | null;
  abroad: boolean;
  fallback: boolean;
  call: boolean;
  rehearsal: boolean;
}

/** What is left to do at first; empty once everything is done. */
export async function listFirstSteps(ctx: Context): Promise<FirstStep[]> {
  authorize(ctx, 'numbers.read');
  const { accountId } = ctx;
  const [known] = await reader(ctx).$queryRaw<Known[]>`
    SELECT EXISTS (SELECT 1 FROM ledger_entries WHERE account_id = ${accountId} AND kind = 'top_up') AS funds,
           (SELECT EXISTS (SELECT 1 FROM compliance_applications WHERE account_id = a.id AND status = 'accepted')
              FROM accounts a WHERE a.id = ${accountId} AND a.currency = 'INR') AS compliance,
           (SELECT number FROM rentals WHERE account_id = ${accountId} AND status IN ('active', 'past_due', 'provisioning')
             ORDER BY (country_iso = 'IN' AND type = 'local') DESC, number LIMIT 1) AS number,
           NOT EXISTS (SELECT 1 FROM rentals WHERE account_id = ${accountId} AND country_iso = 'IN' AND type = 'local'
                        AND status IN ('active', 'past_due', 'provisioning')) AS abroad,
           EXISTS (SELECT 1 FROM ha_pairs p JOIN rentals r ON r.id = p.primary_rental_id
                    WHERE r.account_id = ${accountId} AND p.state <> 'failed') AS fallback,
           EXISTS (SELECT 1 FROM calls WHERE account_id = ${accountId} AND purpose <> 'proof') AS call,
           EXISTS (SELECT 1 FROM simulation_runs WHERE account_id = ${accountId}) AS rehearsal`;
  if (!known) return [];
  const steps = stepsOf(known);
  return steps.every(({ isDone }) => isDone) ? [] : steps;
}

function stepsOf({ funds, compliance, number, abroad, fallback, call, rehearsal }: Known): FirstStep[] {
  const page = number === null ? '/phone-numbers/buy' : `/phone-numbers/active/${number}`;
  const steps: FirstStep[] = [
    { name: 'funds', isDone: funds, link: '/billing' },
    { name: 'compliance', isDone: compliance === true || !abroad, link: '/phone-numbers/compliance' },
    { name: 'number', isDone: number !== null, link: '/phone-numbers/buy' },
    { name: 'fallback', isDone: fallback, link: page },
    { name: 'call', isDone: call, link: page },
    { name: 'rehearsal', isDone: rehearsal, link: '/voice/simulator' },
  ];
  // Numbers elsewhere change carriers by themselves, and need no papers.
  const isElsewhere = number !== null && abroad;
  const isLeftOut = { fallback: isElsewhere, compliance: isElsewhere || compliance === null };
  return steps.filter(({ name }) => !((name === 'fallback' || name === 'compliance') && isLeftOut[name]));
}

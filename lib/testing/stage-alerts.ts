import { type NewAlert, raiseAlert } from '@/lib/alerts';
import { asAccountId, systemContext } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { addEndpoint } from '@/lib/webhooks';

/** One alert of each kind of the network's and of money, as the product words them. */
export async function tellAlerts({ accountId }: { accountId: string }): Promise<number> {
  const told: readonly (readonly [NewAlert['kind'], string, string])[] = [
    ['incident_closed', 'Airtel is healthy again. Ten calls in a row were fine.', '/phone-numbers/active'],
    [
      'failback',
      'Calls from 2 numbers of Airtel leave by the numbers themselves again. Ten calls in a row were fine.',
      '/phone-numbers/active',
    ],
    [
      'past_due',
      'Rent of ₹295.00 for +91 80 4718 2210 was due on 22 Nov 2026 and the balance is too low. Add funds before 29 Nov 2026, or it is released.',
      '/billing',
    ],
    [
      'low_balance',
      'The available balance is ₹96.00, below ₹100.00. Calls stop and rent falls due unpaid when it is used up.',
      '/billing',
    ],
    [
      'pair_problem',
      '+91 80 4718 2210: The carrier withdrew the fallback number; another one is looked for at no new charge.',
      '/phone-numbers/active',
    ],
    [
      'incident_opened',
      'Airtel is not healthy. 8 of 10 calls got no answer to their INVITE within 4 s. 3 of your numbers are on it, 1 without a fallback.',
      '/phone-numbers/active',
    ],
    [
      'failover',
      'Calls from 2 numbers of Airtel leave by their fallback numbers. 8 of 10 calls got no answer within 4 s.',
      '/phone-numbers/active',
    ],
  ];
  const subject = createId('evt');
  // One after the other, as in life: the last one told is the newest.
  for (const [kind, sentence, link] of told) {
    await db.$transaction((tx) => raiseAlert(tx, { accountId, kind, subject, sentence, link }));
  }
  return told.length;
}

/** Sends webhooks to a server on this machine. */
export async function addWebhookEndpoint({ accountId, url }: { accountId: string; url: string }) {
  return addEndpoint(systemContext(asAccountId(accountId), 'stage'), { url, description: 'Ops room' });
}

import 'server-only';
import { isUnavailable } from '@/lib/carriers';
import type { Steps } from '@/lib/workflows';
import { activateRental } from './activate-rental';
import { failRental } from './fail-rental';
import { askActivation, placeOrder } from './place-order';

/** Tries at a carrier that does not answer: with doubling waits from 1 s, about two minutes in all. */
const CARRIER_ATTEMPTS = 7;
/** Looks at an order that is accepted but does not work yet; the carrier says how long to wait. */
const ACTIVATION_CHECKS = 60;
const SHORTEST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 60_000;

export type ProvisionedRental = 'active' | 'failed';

/** Durable workflow: order a rental's number at its carrier, wait until it works, charge for it. */
export async function provisionRental(rentalId: string, steps: Steps): Promise<ProvisionedRental> {
  try {
    const ordered = await steps.run('place order', () => placeOrder(rentalId), { attempts: CARRIER_ATTEMPTS });
    if (ordered.result === 'refused') return await giveUp(rentalId, ordered.reason, 'refused', steps);
    const answer = await waitForActivation(rentalId, steps);
    if (answer === 'active') {
      await steps.run('activate rental', () => activateRental(rentalId));
      return 'active';
    }
    return await giveUp(rentalId, answer.reason, answer.kind, steps);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return giveUp(rentalId, 'The carrier did not answer; the number was not activated.', 'unreachable', steps);
  }
}

type Ended = { reason: string; kind: 'refused' | 'unreachable' };

async function waitForActivation(rentalId: string, steps: Steps): Promise<'active' | Ended> {
  for (let check = 1; check <= ACTIVATION_CHECKS; check += 1) {
    const answer = await steps.run(`ask activation ${check}`, () => askActivation(rentalId), {
      attempts: CARRIER_ATTEMPTS,
    });
    if (answer.result === 'active') return 'active';
    if (answer.result === 'refused') return { reason: answer.reason, kind: 'refused' };
    await steps.sleep(Math.min(Math.max(answer.retryAfterMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS));
  }
  return { reason: 'The carrier accepted the order but never activated the number.', kind: 'unreachable' };
}

async function giveUp(rentalId: string, reason: string, kind: Ended['kind'], steps: Steps): Promise<'failed'> {
  await steps.run('fail rental', () => failRental(rentalId, { reason, kind }));
  return 'failed';
}

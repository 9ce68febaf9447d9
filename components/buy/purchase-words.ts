import type { PairProgress, PurchaseProgress } from '@/lib/provisioning/types';

/** Whether the worker is done with it: nothing on the page will change by itself any more. */
export function isSettled({ primary, pair }: PurchaseProgress): boolean {
  const isPairSettled = pair === null || ['active', 'failed', 'off'].includes(pair.state);
  return primary.state !== 'provisioning' && isPairSettled;
}

/** The state of the whole purchase in one sentence. */
export function purchaseSentence({ primary, pair }: PurchaseProgress): string {
  if (primary.state === 'failed') return 'The number could not be set up. Nothing was charged.';
  if (primary.state === 'provisioning') return `${primary.carrierName} is setting the number up.`;
  if (primary.state === 'released') return 'The number has been released since.';
  return `The number is active.${pair ? ` ${pairSentence(pair)}` : ''}`;
}

function pairSentence({ state, fallback }: PairProgress): string {
  if (state === 'active') return 'Its fallback is ready.';
  if (state === 'waiting_for_stock') return 'A fallback is waited for; nothing is charged for it yet.';
  if (state === 'failed') return 'It has no fallback.';
  if (state === 'off' || state === 'releasing') return 'High availability is off.';
  return fallback ? `${fallback.carrierName} is setting its fallback up.` : 'Its fallback is being prepared.';
}

/** What can be done now; null when there is nothing to do. */
export function nextStep({ primary, pair }: PurchaseProgress): string | null {
  if (primary.state === 'failed') return 'Choose another number, or try this one again later.';
  if (pair?.state === 'waiting_for_stock') {
    return 'The request stands for 30 days. It can be cancelled on the number’s page.';
  }
  if (pair?.state === 'failed')
    return 'Switch high availability on again on the number’s page to try another fallback.';
  return null;
}

import { describe, expect, it } from 'vitest';
import type { NumberProgress, PairProgress, PairState, PurchaseProgress } from '@/lib/provisioning/types';
import { isSettled, nextStep, purchaseSentence } from './purchase-words';

function numberIn(state: NumberProgress['state'], carrierName = 'Carrier A'): NumberProgress {
  const place = { place: 'Bengaluru', region: 'Karnataka', carrierName };
  return {
    number: '918041234567',
    display: '+91 80 4123 4567',
    ...place,
    state,
    stateReason: null,
    paidUntil: null,
    heldMicros: 0n,
  };
}

function pairIn(state: PairState, fallback: NumberProgress | null): PairProgress {
  return { state, stateReason: null, fallback, fallbackTier: fallback && 'area', events: [] };
}

function purchase(primary: NumberProgress, pair: PairProgress | null = null): PurchaseProgress {
  return { purchaseId: 'pur_1', currency: 'INR', boughtAt: new Date(0), primary, pair, charges: [] };
}

const active = numberIn('active');
const ordered = numberIn('provisioning', 'Carrier B');

describe('a purchase in a sentence', () => {
  it.each([
    [purchase(numberIn('provisioning')), 'Carrier A is setting the number up.', false],
    [purchase(active), 'The number is active.', true],
    [purchase(numberIn('failed')), 'The number could not be set up. Nothing was charged.', true],
    [
      purchase(active, pairIn('ordered', ordered)),
      'The number is active. Carrier B is setting its fallback up.',
      false,
    ],
    [purchase(active, pairIn('active', active)), 'The number is active. Its fallback is ready.', true],
    [
      purchase(active, pairIn('waiting_for_stock', null)),
      'The number is active. A fallback is waited for; nothing is charged for it yet.',
      false,
    ],
    [purchase(active, pairIn('failed', numberIn('failed'))), 'The number is active. It has no fallback.', true],
  ])('says %# what is going on and whether more is to come', (bought, sentence, settled) => {
    expect(purchaseSentence(bought)).toBe(sentence);
    expect(isSettled(bought)).toBe(settled);
  });

  it('names a next step where there is one', () => {
    expect(nextStep(purchase(active, pairIn('active', active)))).toBeNull();
    expect(nextStep(purchase(numberIn('failed')))).toContain('Choose another number');
    expect(nextStep(purchase(active, pairIn('failed', null)))).toContain('again');
    expect(nextStep(purchase(active, pairIn('waiting_for_stock', null)))).toContain('cancelled');
  });
});

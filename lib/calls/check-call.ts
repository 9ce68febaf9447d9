import type { CallerBlock } from '@/lib/agent/types';

/** Why a call is not placed. */
export interface CallRefusal {
  /** Shown as it is. */
  sentence: string;
  field: 'from' | 'to' | 'pair' | null;
  /** Set when the call is recorded as one that failed with this hangup cause; null when there is no call at all. */
  hangupCode: 1010 | 2050 | 2070 | 5030 | null;
}

/** What a call is checked against; all of it is in the agent's memory. */
export interface CallCheck {
  accountId: string;
  /** Digits of E.164; null when they were none. */
  from: string | null;
  to: string | null;
  /** The rental of the caller number, if anyone's. */
  number: { accountId: string; countryIso: string; block: CallerBlock | null } | null;
  /** The number its calls may leave by instead; null without a pair. */
  fallback: { number: string; block: CallerBlock | null } | null;
  /** Micros a minute with tax; null when there is no price for the destination. */
  minuteMicros: bigint | null;
  /** What the account may still spend. */
  creditMicros: bigint;
  inProgress: number;
  concurrentCalls: number;
}

const RENT_INDIA = 'https://www.plivo.com/docs/numbers/rent-india-numbers';
const UCC = 'https://www.plivo.com/docs/voice/concepts/ucc-management';

/** Texts of India's compliance errors, word by word: software of customers compares them. */
function blockSentence(digits: string, block: CallerBlock): string {
  switch (block) {
    case 'compliance-missing':
    case 'compliance-not-accepted':
      return `from number +${digits} cannot place calls as its compliance application is not in 'accepted' status. Refer to ${RENT_INDIA} for next steps.`;
    case 'compliance-suspended':
      return `from number +${digits} cannot place calls as its compliance application is 'suspended'. Refer to ${UCC} for next steps.`;
    case 'past-grace':
      return `from number +${digits} cannot place calls as its rent has not been paid. Add funds to use it again.`;
  }
}

function refuse(sentence: string, field: CallRefusal['field'], hangupCode: CallRefusal['hangupCode'] = null) {
  return { sentence, field, hangupCode };
}

/** Whether the account may call from this number at all; null when it may. */
export function checkCaller({
  accountId,
  from,
  number,
  fallback,
}: Pick<CallCheck, 'accountId' | 'from' | 'number' | 'fallback'>): CallRefusal | null {
  if (from === null)
    return refuse('Give the caller number in full with its country code, such as +91 80 4123 4567.', 'from');
  if (number?.accountId !== accountId)
    return refuse(
      `from parameter is invalid. +${from} is not associated with your account. Use a phone number rented on your account.`,
      'from',
    );
  if (number.block) return refuse(blockSentence(from, number.block), 'from');
  // Failover must not get around a regulator.
  if (fallback?.block === 'compliance-suspended') return refuse(blockSentence(fallback.number, fallback.block), 'from');
  return null;
}

/**
 * Whether a call may be placed; null when it may. Checked in the order of what the customer can do about it: number
 * and papers, destination, money, limits.
 */
export function checkCall(check: CallCheck): CallRefusal | null {
  const { to, number, minuteMicros, creditMicros, inProgress, concurrentCalls } = check;
  const refusal = checkCaller(check);
  if (refusal) return refusal;
  if (to === null)
    return refuse('Give the destination in full with its country code (E.164), such as +91 98765 43210.', 'to');
  if (number?.countryIso === 'IN' && !to.startsWith('91'))
    return refuse(
      'Violates Media Anchoring: a call from an India number must go to a number in India (hangup cause 2070).',
      'to',
      2070,
    );
  if (minuteMicros === null)
    return refuse(`There is no price for calls to +${to}, so it cannot be called (hangup cause 2050).`, 'to', 2050);
  if (minuteMicros > 0n && creditMicros < minuteMicros)
    return refuse('Canceled (Out Of Credits): add funds to place calls (hangup cause 1010).', null, 1010);
  if (inProgress >= concurrentCalls)
    return refuse(
      `Concurrency Limit Breached: ${inProgress} of ${concurrentCalls} calls are in progress (hangup cause 5030).`,
      null,
      5030,
    );
  return null;
}

import type { CallResult } from '@/lib/failover/call-types';
import type { LocalEnd } from '@/lib/failover/types';

/** Who ended a call, as its record says. */
type Source = 'caller' | 'callee' | 'carrier' | 'platform' | 'api_request' | 'error';
type EndState = 'completed' | 'busy' | 'no_answer' | 'failed' | 'canceled';

/** How a call ended, for `explainHangup`. */
export interface CallEnding {
  result: Pick<CallResult, 'outcome' | 'sipCode' | 'cause' | 'attempts'>;
  /** Why our side ended the last attempt; null when the far end did. */
  local: LocalEnd | null;
  /** Why the platform ended the whole call; null when it did not. */
  ownEnd: 'api-request' | 'time-limit' | 'dead-media' | null;
  /** Caller and callee had been talking. */
  wasAnswered: boolean;
}

export interface HangupCause {
  state: EndState;
  code: number;
  source: Source;
}

type Rule = (ending: CallEnding) => HangupCause;

function cause(state: EndState, code: number, source: Source): HangupCause {
  return { state, code, source };
}

function answered({ ownEnd }: CallEnding): HangupCause {
  if (ownEnd === 'time-limit') return cause('completed', 6000, 'platform');
  if (ownEnd === 'dead-media') return cause('completed', 6020, 'platform');
  return cause('completed', 4000, ownEnd === 'api-request' ? 'api_request' : 'callee');
}

function rejected({ result: { sipCode, cause: reason } }: CallEnding): HangupCause {
  if (sipCode === 607 || sipCode === 608) return cause('failed', 3130, 'carrier');
  if (sipCode === 603) return cause('failed', 3110, 'callee');
  return cause('failed', reason === 21 || sipCode !== 433 ? 3020 : 3030, 'callee');
}

/** 484 and cause 28 are digits that make no number; 410 and cause 22 one that has moved. */
function invalid({ result: { sipCode, cause: reason } }: CallEnding): HangupCause {
  if (sipCode === 604) return cause('failed', 3120, 'carrier');
  if (sipCode === 484 || sipCode === 485 || reason === 28) return cause('failed', 2000, 'carrier');
  if (sipCode === 410 || reason === 22) return cause('failed', 2010, 'carrier');
  return cause('failed', 3050, 'carrier');
}

/** The cause of each outcome, with who ended the call (Plivo names causes and publishes no mapping: this is ours). */
const BY_OUTCOME: Readonly<Record<CallResult['outcome'], Rule>> = {
  answered,
  busy: ({ result }) => (result.sipCode === 600 ? cause('busy', 3100, 'callee') : cause('busy', 3010, 'callee')),
  'no-answer': ({ local }) =>
    local === 'ring-timeout' ? cause('no_answer', 6010, 'platform') : cause('no_answer', 3000, 'callee'),
  rejected,
  'invalid-number': invalid,
  'caller-cancelled': ({ ownEnd }) => cause('canceled', 1000, ownEnd === 'api-request' ? 'api_request' : 'caller'),
  network: () => cause('failed', 3080, 'carrier'),
  congestion: () => cause('failed', 3090, 'carrier'),
  silence: () => cause('failed', 3070, 'carrier'),
  capability: () => cause('failed', 3080, 'carrier'),
  account: ({ result }) =>
    result.attempts === 0 ? cause('failed', 3030, 'platform') : cause('failed', 3040, 'carrier'),
  redirect: () => cause('failed', 5020, 'platform'),
  destination: ({ result }) =>
    result.attempts === 0 ? cause('failed', 5020, 'platform') : cause('failed', 2010, 'carrier'),
};

/** State, hangup cause and source of a call that has ended so; codes are those of `HANGUP_CAUSES`. */
export function explainHangup(ending: CallEnding): HangupCause {
  return ending.wasAnswered ? answered(ending) : BY_OUTCOME[ending.result.outcome](ending);
}
